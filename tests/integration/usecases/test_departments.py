"""Departments of the district: their part of the form, sign-offs that fall, reasons side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.department import Department, FallCause, SignOffState
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_town_entries import accept, send_back
from dsurvey_desktop.usecases.department_rights import Step, may
from dsurvey_desktop.usecases.departments import assign_section, list_departments
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_sections import list_section
from dsurvey_desktop.usecases.list_towns import list_town_entries, list_towns
from dsurvey_desktop.usecases.make_receipt import make_receipt
from dsurvey_desktop.usecases.manage_users import set_department
from dsurvey_desktop.usecases.note_finding import (
    note_finding,
    send_back_found,
    settle_findings,
)
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.sign_off import list_sign_offs, sign_off, take_back_sign_off
from tests.integration.usecases.two_offices import OTHER, TOWN, Exchange, add_second_town

ALL = set(Department)
HEALTH, RIGHTS, OFFICE = Department.REHABILITATION, Department.RIGHTS, Department.OFFICE
ITEM_OF = {HEALTH: "family_doctor", RIGHTS: "home_adapted", OFFICE: "note"}


def as_user(desk: Desk, department: Department | None, *roles: Role) -> Desk:
    return replace(desk, user=User(desk.user.id, "科室", frozenset(roles), department))


def sign_all(exchange: Exchange, town: str = TOWN) -> None:
    for department in Department:
        sign_off(exchange.district, town, department)


def standing(exchange: Exchange, town: str = TOWN) -> set[Department]:
    return {
        one.department
        for one in list_sign_offs(exchange.district)
        if one.town == town and one.state is SignOffState.SIGNED
    }


def causes(exchange: Exchange) -> set[FallCause | None]:
    return {one.cause for one in list_sign_offs(exchange.district)} - {None}


def test_every_section_of_the_form_belongs_to_a_department(exchange: Exchange) -> None:
    found = {one.department: one.sections for one in list_departments(exchange.district)}
    assert found[HEALTH] == ("医疗康复",)
    assert found[RIGHTS] == ("无障碍",)
    assert found[Department.CULTURE] == ("文化体育",)
    assert found[Department.EDUCATION] == ("住房", "教育", "就业", "社会保障")
    assert found[OFFICE] == ("表头", "基本信息", "表尾")


def test_a_section_can_be_given_to_another_department(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    sign_all(exchange)
    assign_section(exchange.district, "住房", RIGHTS)
    found = {one.department: one.sections for one in list_departments(exchange.district)}
    assert found[RIGHTS] == ("住房", "无障碍")
    assert standing(exchange) == ALL - {RIGHTS, Department.EDUCATION}
    assert causes(exchange) == {FallCause.SECTIONS_CHANGED}
    with pytest.raises(AppError) as refused:
        assign_section(exchange.district, "天气", RIGHTS)
    assert refused.value.code == "no_section"


def test_a_department_sees_its_own_items_and_what_is_wrong_with_them(exchange: Exchange) -> None:
    rules_off = frozenset({"K04"})
    campaign = show_office(exchange.town).campaign
    change_campaign(exchange.town, replace(campaign, rules_off=rules_off))
    wrong = exchange.small.people[3] | {"mobile": "123"}
    add_submissions(exchange.town, [exchange.small.submission("三次.csv", wrong)])
    exchange.take(exchange.hand_over())
    first, *others = list_section(exchange.district, TOWN, OFFICE)
    assert [one.rule for one in first.findings] == ["K04"]
    assert not [one for entry in others for one in entry.findings]
    health = list_section(exchange.district, TOWN, HEALTH)
    assert {answer.item for entry in health for answer in entry.answers} >= {"family_doctor"}
    assert not [entry for entry in health if entry.errors]
    with pytest.raises(AppError) as refused:
        sign_off(exchange.district, TOWN, OFFICE)
    assert refused.value.code == "sign_off_needs_reason"
    signed = sign_off(exchange.district, TOWN, OFFICE, "座机已核实")
    assert (signed.state, signed.remark) == (SignOffState.SIGNED, "座机已核实")
    assert sign_off(exchange.district, TOWN, HEALTH).entries == 4


def a_note_is_corrected(exchange: Exchange) -> None:
    exchange.correct(0, "更正")
    exchange.take(exchange.hand_over())


def another_person_comes(exchange: Exchange) -> None:
    rows = [exchange.small.people[4]]
    add_submissions(exchange.town, [exchange.small.submission("再次.csv", *rows)])
    exchange.take(exchange.hand_over())


def an_entry_is_withdrawn(exchange: Exchange) -> None:
    exchange.correct(0, "待核实")
    exchange.take(Path(export_bundle(exchange.town, exchange.folder / "stick").path))


def a_health_answer_is_corrected(exchange: Exchange) -> None:
    entry = list_entries(exchange.town)[0]
    other = "2" if entry.answers["family_doctor"] == "1" else "1"
    correct_entry(exchange.town, entry.id, "family_doctor", other, "电话核实")
    approve_entries(exchange.town, [entry.id])
    exchange.take(exchange.hand_over())


def an_adaptation_is_sent_back(exchange: Exchange) -> None:
    first, *_others = list_town_entries(exchange.district)
    send_back(exchange.district, [first.id], "请核实", ITEM_OF[RIGHTS])


def a_whole_entry_is_sent_back(exchange: Exchange) -> None:
    first, *_others = list_town_entries(exchange.district)
    send_back(exchange.district, [first.id], "请核实")


def something_is_found(exchange: Exchange) -> None:
    first, *_others = list_town_entries(exchange.district)
    note_finding(exchange.district, first.id, "与医院名单不符", ITEM_OF[HEALTH])


def an_entry_is_accepted(exchange: Exchange) -> None:
    accept(exchange.district, [list_town_entries(exchange.district)[0].id])


def a_receipt_is_written(exchange: Exchange) -> None:
    exchange.receipt()


def another_town_hands_over(exchange: Exchange) -> None:
    exchange.receive(exchange.hand_over(add_second_town(exchange, 5)))


@pytest.mark.parametrize(
    ("deed", "fallen"),
    [
        (a_note_is_corrected, {OFFICE}),
        (a_health_answer_is_corrected, {HEALTH}),
        (another_person_comes, ALL),
        (an_entry_is_withdrawn, ALL),
        (an_adaptation_is_sent_back, {RIGHTS}),
        (a_whole_entry_is_sent_back, ALL),
        (something_is_found, {HEALTH}),
        (an_entry_is_accepted, set()),
        (a_receipt_is_written, set()),
        (another_town_hands_over, set()),
    ],
)
def test_a_sign_off_falls_where_something_of_its_part_changes(
    exchange: Exchange, deed: Callable[[Exchange], None], fallen: set[Department]
) -> None:
    exchange.take(exchange.hand_over())
    sign_all(exchange)
    deed(exchange)
    assert standing(exchange) == ALL - fallen
    town = next(one for one in list_towns(exchange.district) if one.code == TOWN)
    assert town.signed_off == len(ALL - fallen)
    check_log(exchange.district)


def test_reasons_of_two_departments_reach_the_town_side_by_side(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, *_others = list_town_entries(exchange.district)
    health = as_user(exchange.district, HEALTH, Role.REVIEWER)
    rights = as_user(exchange.district, RIGHTS, Role.REVIEWER)
    send_back(health, [first.id], "签约与医院不符", ITEM_OF[HEALTH])
    send_back(rights, [first.id], "改造时间不对", ITEM_OF[RIGHTS])
    with pytest.raises(AppError) as refused:
        send_back(rights, [first.id], "不归我管", ITEM_OF[HEALTH])
    assert refused.value.code == "other_department"
    with pytest.raises(AppError) as refused:
        sign_off(health, TOWN, HEALTH)
    assert refused.value.code == "objections_open"
    (seen, *_others) = list_town_entries(exchange.district)
    assert [one.department for one in seen.objections] == [HEALTH, RIGHTS]
    open_receipt(exchange.town, exchange.receipt())
    reasons = show_entry(exchange.town, first.entry_no).sent_back
    assert [one.reason for one in reasons] == ["签约与医院不符", "改造时间不对"]
    assert accept(health, [first.id]) == 1
    (seen, *_others) = list_town_entries(exchange.district)
    assert (seen.state, seen.reason) == (EntryState.SENT_BACK, "改造时间不对")
    assert sign_off(health, TOWN, HEALTH).state is SignOffState.SIGNED
    assert accept(rights, [first.id]) == 1
    (seen, *_others) = list_town_entries(exchange.district)
    assert (seen.state, seen.objections) == (EntryState.ACCEPTED, ())
    with pytest.raises(AppError) as refused:
        accept(health, [first.id])
    assert refused.value.code == "other_department"


def found_in(exchange: Exchange, department: Department) -> list[tuple[str, str]]:
    """What people of a department found, in the town's entries."""
    seen = list_section(exchange.district, TOWN, department)
    return [(one.item, str(one.message)) for entry in seen for one in entry.findings if one.by]


def test_what_a_department_finds_itself_stands_until_it_is_settled(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, second, *_others = list_town_entries(exchange.district)
    health = as_user(exchange.district, HEALTH, Role.REVIEWER)
    noted = note_finding(health, first.id, " 与签约医院名单不符 {} ", ITEM_OF[HEALTH])
    assert (noted.department, noted.words) == (HEALTH, "与签约医院名单不符 {}")
    note_finding(health, second.id, "整份待核实")
    assert found_in(exchange, HEALTH) == [
        (ITEM_OF[HEALTH], "与签约医院名单不符 {}"), ("", "整份待核实"),
    ]  # fmt: skip
    assert found_in(exchange, RIGHTS) == []
    with pytest.raises(AppError) as refused:
        sign_off(health, TOWN, HEALTH)
    assert refused.value.code == "sign_off_needs_reason"
    with pytest.raises(AppError) as refused:
        note_finding(health, first.id, "不归我管", ITEM_OF[RIGHTS])
    assert refused.value.code == "other_department"
    with pytest.raises(AppError) as refused:
        settle_findings(as_user(exchange.district, RIGHTS, Role.REVIEWER), [noted.id], "无误")
    assert refused.value.code == "other_department"
    assert settle_findings(health, [noted.id], "医院已更正名单") == 1
    with pytest.raises(AppError) as refused:
        settle_findings(health, [noted.id], "医院已更正名单")
    assert refused.value.code == "no_finding"
    assert found_in(exchange, HEALTH) == [("", "整份待核实")]
    assert sign_off(health, TOWN, HEALTH, "其余一份已电话核实").state is SignOffState.SIGNED
    check_log(exchange.district)


def test_a_receipt_says_in_how_many_accepted_entries_a_finding_is_open(
    exchange: Exchange, tmp_path: Path
) -> None:
    exchange.take(exchange.hand_over())
    first, second, third, *_others = list_town_entries(exchange.district)
    for entry in (first, first, second, third):
        noted = note_finding(exchange.district, entry.id, "待核实")
    settle_findings(exchange.district, [noted.id], "无误")
    send_back(exchange.district, [second.id], "请核实")
    assert {one.code: one.questioned for one in list_towns(exchange.district)}[TOWN] == 1
    written = make_receipt(exchange.district, TOWN, tmp_path)
    assert (written.sent_back, written.questioned) == (1, 1)
    assert {one.code: one.questioned for one in list_towns(exchange.district)}[TOWN] == 0


def test_an_entry_goes_back_with_what_was_found_in_it(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, second, *_others = list_town_entries(exchange.district)
    for words, item in (("签约情况不符", ITEM_OF[HEALTH]), ("改造时间不对", ITEM_OF[RIGHTS])):
        note_finding(exchange.district, first.id, words, item)
    with pytest.raises(AppError) as refused:
        send_back_found(exchange.district, [first.id, second.id])
    assert refused.value.code == "no_finding"
    assert send_back_found(as_user(exchange.district, HEALTH, Role.REVIEWER), [first.id]) == 1
    assert found_in(exchange, RIGHTS) == [(ITEM_OF[RIGHTS], "改造时间不对")]
    assert send_back_found(exchange.district, [first.id]) == 1
    assert found_in(exchange, HEALTH) == found_in(exchange, RIGHTS) == []
    (seen, *_others) = list_town_entries(exchange.district)
    assert [(one.department, one.reason) for one in seen.objections] == [
        (HEALTH, "签约情况不符"), (RIGHTS, "改造时间不对"),
    ]  # fmt: skip
    open_receipt(exchange.town, exchange.receipt())
    reasons = show_entry(exchange.town, first.entry_no).sent_back
    assert [one.reason for one in reasons] == ["签约情况不符", "改造时间不对"]


def test_the_towns_answer_settles_what_was_found_about_it_alone(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, *_others = list_town_entries(exchange.district)
    for words, item in (("备注不清", "note"), ("改造时间不对", ITEM_OF[RIGHTS])):
        note_finding(exchange.district, first.id, words, item)
    correct_entry(exchange.town, first.entry_no, "note", "已核实", "电话核实")
    approve_entries(exchange.town, [first.entry_no])
    exchange.take(exchange.hand_over())
    assert found_in(exchange, OFFICE) == []
    assert found_in(exchange, RIGHTS) == [(ITEM_OF[RIGHTS], "改造时间不对")]


def test_an_answered_reason_does_not_stand_again(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, *_others = list_town_entries(exchange.district)
    send_back(exchange.district, [first.id], "请核实", "note")
    open_receipt(exchange.town, exchange.receipt())
    approve_entries(exchange.town, [first.entry_no])
    exchange.take(exchange.hand_over())
    assert sign_off(exchange.district, TOWN, OFFICE).objections == 0
    send_back(exchange.district, [first.id], "再核实", "mobile")
    (seen, *_others) = list_town_entries(exchange.district)
    assert [one.reason for one in seen.objections] == ["再核实"]


class Undone(Exception):
    """What was allowed is rolled back, so that the next one meets the same state."""


class UndoingDatabase:
    def __init__(self, database: Any) -> None:
        self._database = database

    def read(self) -> Any:
        return self._database.read()

    @contextmanager
    def write(self) -> Iterator[Any]:
        with self._database.write() as connection:
            yield connection
            raise Undone


STEPS: dict[Step, Callable[[Desk, int], object]] = {
    Step.LOOK: lambda desk, _entry: list_section(desk, TOWN, RIGHTS),
    Step.NOTE: lambda desk, entry: note_finding(desk, entry, "请核实", ITEM_OF[RIGHTS]),
    Step.SEND_BACK: lambda desk, entry: send_back(desk, [entry], "请核实", ITEM_OF[RIGHTS]),
    Step.SIGN: lambda desk, _entry: sign_off(desk, TOWN, RIGHTS),
    Step.TAKE_BACK: lambda desk, _entry: take_back_sign_off(desk, TOWN, RIGHTS, "重新核对"),
    Step.ASSIGN: lambda desk, _entry: assign_section(desk, "住房", RIGHTS),
}
REFUSALS = {
    "not_allowed", "other_department", "nothing_received", "already_signed", "not_signed",
    "no_entry",
}  # fmt: skip
HOLDERS = [
    *[(role,) for role in Role], (), (Role.CLERK, Role.REVIEWER), tuple(Role),
]  # fmt: skip


def bring_to(exchange: Exchange, state: SignOffState) -> None:
    if state is not SignOffState.NOTHING:
        exchange.take(exchange.hand_over())
    if state in (SignOffState.SIGNED, SignOffState.FALLEN):
        sign_off(exchange.district, TOWN, RIGHTS)
    if state is SignOffState.FALLEN:
        take_back_sign_off(exchange.district, TOWN, RIGHTS, "重新核对")


def outcome(step: Step, desk: Desk, entry: int) -> str:
    """Empty where the step was done, else the code of its refusal."""
    try:
        STEPS[step](desk, entry)
    except Undone:
        return ""
    except AppError as error:
        return error.code
    return "" if step is Step.LOOK else "nothing was written"


@pytest.mark.parametrize("state", list(SignOffState))
def test_what_each_role_and_department_may_do_in_each_state(
    exchange: Exchange, state: SignOffState
) -> None:
    """State × role × department × step, through the use cases themselves."""
    bring_to(exchange, state)
    entries = list_town_entries(exchange.district)
    entry = entries[0].id if entries else 1
    undoing: Any = UndoingDatabase(exchange.district.database)
    before = list_sign_offs(exchange.district)
    for roles, own, step in product(HOLDERS, [None, RIGHTS, HEALTH], Step):
        desk = replace(as_user(exchange.district, own, *roles), database=undoing)
        case = (state, roles, own, step)
        code = outcome(step, desk, entry)
        assert code in REFUSALS | {""}, case
        is_done = not code
        expected = may(desk.user, step, RIGHTS, state)
        has_role = _ROLE[step] is None or _ROLE[step] in roles
        is_free = step in (Step.LOOK, Step.ASSIGN) or own in (None, RIGHTS)
        assert is_done == expected == (has_role and is_free and state in _STATES[step]), case
        assert list_sign_offs(exchange.district) == before, case


_ROLE = {
    Step.LOOK: None, Step.NOTE: Role.REVIEWER, Step.SEND_BACK: Role.REVIEWER,
    Step.SIGN: Role.REVIEWER,
    Step.TAKE_BACK: Role.REVIEWER, Step.ASSIGN: Role.ADMINISTRATOR,
}  # fmt: skip
_STATES = {
    Step.LOOK: set(SignOffState),
    Step.NOTE: {SignOffState.OPEN, SignOffState.SIGNED, SignOffState.FALLEN},
    Step.SEND_BACK: {SignOffState.OPEN, SignOffState.SIGNED, SignOffState.FALLEN},
    Step.SIGN: {SignOffState.OPEN, SignOffState.FALLEN},
    Step.TAKE_BACK: {SignOffState.SIGNED},
    Step.ASSIGN: set(SignOffState),
}


def test_a_persons_department_holds_from_the_next_sign_in(exchange: Exchange) -> None:
    district = exchange.district
    (user,) = set_department(district, district.user.id, HEALTH)
    assert user.department is HEALTH
    again = open_office(district.folder, "password for tests")
    try:
        assert again.user.department is HEALTH
    finally:
        close_office(again)
    with pytest.raises(AppError) as refused:
        set_department(exchange.town, exchange.town.user.id, HEALTH)
    assert refused.value.code == "not_a_district"
    check_log(district)
    assert OTHER not in {one.town for one in list_sign_offs(district)}
