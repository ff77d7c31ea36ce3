"""Blind second entry: drawn, entered by another person, compared, decided, counted."""

from __future__ import annotations

from collections.abc import Iterator

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.change_settings import change_second_share
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_second import decide_difference, list_differences
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_second_entry import draw_second_entry, list_second_entries
from dsurvey_desktop.usecases.enter_again import begin_again, enter_again
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_users import add_user
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.print_second_report import print_second_report
from dsurvey_desktop.usecases.second_entry_plan import second_entry_plan
from dsurvey_desktop.usecases.second_entry_rates import second_entry_rates
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch

PASSWORD, SECONDS = "password for tests", "the second one's own"


def code_of(call, *args, **named) -> str:
    with pytest.raises(AppError) as refused:
        call(*args, **named)
    return refused.value.code


@pytest.fixture
def first(small_desk: Desk, small, monkeypatch) -> Desk:
    """Who took the six in, with half of them drawn."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    add_user(small_desk, PASSWORD, "林复录", {Role.CLERK, Role.REVIEWER}, SECONDS)
    draw_second_entry(small_desk, share=0.5, seed=7)
    return small_desk


@pytest.fixture
def second(first: Desk) -> Iterator[Desk]:
    """Another person at the same office."""
    desk = open_office(first.folder, SECONDS)
    yield desk
    close_office(desk)


def paper(desk: Desk, entry_id: int) -> dict:
    """What the paper says: here what the first person entered."""
    return dict(next(one.answers for one in list_entries(desk) if one.id == entry_id))


def drawn(desk: Desk) -> list[int]:
    return [one.entry for one in list_second_entries(desk)]


def test_the_same_seed_draws_the_same_and_nobody_twice(
    first: Desk, open_copy, small_office
) -> None:
    assert len(drawn(first)) == 3
    again = draw_second_entry(first, share=1, seed=7)
    assert (again.frame_size, len(again.entries)) == (3, 3)
    assert len(set(drawn(first))) == 6
    assert code_of(draw_second_entry, first, share=1, seed=7) == "no_entries"


def test_a_draw_is_repeated_by_its_seed(first: Desk, small, open_copy, small_office) -> None:
    other = open_copy(small_office)
    add_submissions(other, [small.submission("另.csv", *reversed(small.people))])
    repeated = draw_second_entry(other, share=0.5, seed=7)
    numbers = {one.certificate_no for one in list_second_entries(first)}
    assert {one.certificate_no for one in repeated.entries} == numbers


def test_who_knows_the_entry_may_not_enter_it_again(first: Desk, second: Desk) -> None:
    entry, other, third = drawn(first)
    assert [one.is_own for one in list_second_entries(first)] == [True] * 3
    assert code_of(enter_again, first, entry, {}) == "same_person"
    assert code_of(begin_again, first, entry, {}) == "same_person"
    correct_entry(second, other, "note", "改过", "电话核实")
    assert code_of(enter_again, second, other, {}) == "same_person"
    approve_entries(second, [third])
    assert code_of(enter_again, second, third, {}) == "same_person"
    assert [one.is_own for one in list_second_entries(second)] == [False, True, True]


def test_the_second_person_sees_nothing_of_the_first_answers(first: Desk, second: Desk) -> None:
    (entry, *_) = drawn(first)
    trial = begin_again(second, entry, {"status": "6"})
    known = {item.name: item.value for part in trial.sections for item in part.items}
    assert {name for name, value in known.items() if value is not None} == {"status"}
    assert not known.keys() & {"certificate_no", "name"}
    shown = [item.evidence for part in trial.sections for item in part.items]
    assert not any(one.raw or one.roster or one.last_year for one in shown)


def test_the_same_answers_are_no_difference(first: Desk, second: Desk) -> None:
    (entry, *_) = drawn(first)
    line = enter_again(second, entry, paper(first, entry))
    assert (line.entered_by, line.differing) == ("林复录", 0)
    assert line.fields == len(paper(first, entry).keys() - {"name", "certificate_no"})
    assert list_differences(first) == ()
    assert code_of(enter_again, second, entry, {}) == "entered_before"
    assert code_of(enter_again, second, 999, {}) == "no_entry"
    free = next(one.id for one in list_entries(first) if one.id not in drawn(first))
    assert code_of(enter_again, second, free, {}) == "not_drawn"


def test_a_wrong_value_keeps_nothing(first: Desk, second: Desk) -> None:
    (entry, *_) = drawn(first)
    assert code_of(enter_again, second, entry, {"hukou": "9"}) == "value_invalid"
    assert code_of(enter_again, second, entry, {"nothing": "9"}) == "no_item"
    assert list_second_entries(second)[0].entered_by == ""


@pytest.fixture
def differing(first: Desk, second: Desk) -> int:
    """An approved entry that was entered again with three differences; its id."""
    (entry, *_) = drawn(first)
    approve_entries(first, ready_entries(first))
    said = paper(first, entry)
    said["hukou"] = "2" if said["hukou"] == "1" else "1"
    said["note"] = "纸上有备注"
    del said["address"]
    assert enter_again(second, entry, said).differing == 3
    return entry


def test_differences_are_listed_item_by_item(first: Desk, differing: int) -> None:
    found = {one.item: one for one in list_differences(first)}
    assert set(found) == {"hukou", "note", "address"}
    assert {found["hukou"].first_shown, found["hukou"].second_shown} == {"农业", "非农业"}
    assert (found["address"].second, found["address"].second_shown) == (None, "")
    assert (found["note"].first, found["note"].second) == (None, "纸上有备注")
    assert show_entry(first, differing).state is EntryState.APPROVED


def test_deciding_for_the_second_corrects_the_entry_and_its_approval_falls(
    first: Desk, differing: int
) -> None:
    found = {one.item: one.id for one in list_differences(first)}
    kept = decide_difference(first, found["address"], Kept.FIRST, "纸质表有地址")
    assert (kept.kept, kept.decided_by) == ("first", "测试员")
    assert show_entry(first, differing).state is EntryState.APPROVED
    decide_difference(first, found["note"], Kept.SECOND, "纸质表如此")
    view = show_entry(first, differing)
    assert view.state is EntryState.READY
    assert (view.corrections[0].item, view.corrections[0].new) == ("note", "纸上有备注")
    assert decide_difference(first, found["hukou"], Kept.FIRST, "电话核实").kept == "first"
    assert list_differences(first) == ()
    assert len(list_differences(first, with_decided=True)) == 3
    assert code_of(decide_difference, first, found["note"], Kept.FIRST, "x") == "decided_before"
    check_log(first)


def test_a_third_answer_corrects_the_entry_too(first: Desk, differing: int) -> None:
    found = {one.item: one.id for one in list_differences(first)}
    other = decide_difference(first, found["note"], Kept.OTHER, "纸质表如此", "另一备注")
    assert (other.kept, other.now, other.now_shown) == ("other", "另一备注", "另一备注")
    assert paper(first, differing)["note"] == "另一备注"
    assert show_entry(first, differing).state is EntryState.READY
    wrong = code_of(decide_difference, first, found["hukou"], Kept.OTHER, "纸", "9")
    assert (wrong, len(list_differences(first))) == ("value_invalid", 2)


def test_a_third_answer_that_one_of_them_entered_counts_as_theirs(
    first: Desk, differing: int
) -> None:
    found = {one.item: one for one in list_differences(first)}
    note, hukou = found["note"], found["hukou"]
    assert decide_difference(first, note.id, Kept.OTHER, "纸", note.second).kept == "second"
    assert decide_difference(first, hukou.id, Kept.OTHER, "纸", hukou.first).kept == "first"
    blank = decide_difference(first, found["address"].id, Kept.OTHER, "纸上未填", None)
    assert (blank.kept, "address" in paper(first, differing)) == ("second", False)
    assert second_entry_rates(first).total.first_wrong == 2


def test_a_difference_says_what_a_third_answer_may_be(first: Desk, differing: int) -> None:
    found = {one.item: one for one in list_differences(first)}
    assert (found["hukou"].kind, found["note"].kind) == ("select_one", "text")
    assert ("1", "农业") in {(one.code, one.label) for one in found["hukou"].choices}


def test_the_second_person_does_not_decide(first: Desk, second: Desk, differing: int) -> None:
    (one, *_) = list_differences(second)
    assert one.is_own
    assert code_of(decide_difference, second, one.id, Kept.FIRST, "x") == "own_second_entry"
    assert code_of(decide_difference, first, one.id, Kept.FIRST, " ") == "reason_missing"
    assert code_of(decide_difference, first, 999, Kept.FIRST, "x") == "no_difference"


def test_the_rate_is_told_per_community_and_item(first: Desk, second: Desk, differing: int) -> None:
    other = drawn(first)[1]
    enter_again(second, other, paper(first, other))
    report = second_entry_rates(first)
    assert (report.drawn, report.entered) == (3, 2)
    lines = list_second_entries(first)
    fields = sum(one.fields for one in lines)
    assert (report.total.fields, report.total.differing) == (fields, 3)
    assert report.total.rate == pytest.approx(3 / fields)
    assert report.total.low < report.total.rate < report.total.high
    (community,) = report.communities
    assert (community.entries, community.differing) == (2, 3)
    rates = {one.key: (one.fields, one.differing, one.undecided) for one in report.items}
    assert rates["hukou"] == (2, 1, 1)
    assert rates["note"] == (1, 1, 1)
    assert rates["status"] == (2, 0, 0)
    assert [one.rate for one in report.items] == sorted(
        (one.rate for one in report.items), reverse=True
    )
    found = {one.item: one.id for one in list_differences(first)}
    decide_difference(first, found["note"], Kept.SECOND, "纸质表如此")
    assert second_entry_rates(first).total.first_wrong == 1


def test_without_second_entries_there_is_no_rate(first: Desk) -> None:
    report = second_entry_rates(first)
    assert (report.total.fields, report.total.rate, report.items) == (0, None, ())


def test_the_hand_over_says_what_is_not_done(first: Desk, second: Desk) -> None:
    def line():
        return hand_over_line(first)

    assert (line().count, line().is_blocking, line().page) == (3, False, "second_entry")
    entries = drawn(first)
    enter_again(second, entries[0], paper(first, entries[0]) | {"note": "纸上有备注"})
    assert (line().count, line().is_met) == (3, False)
    (one,) = list_differences(first)
    decide_difference(first, one.id, Kept.FIRST, "纸质表如此")
    for entry in entries[1:]:
        enter_again(second, entry, paper(first, entry))
    assert (line().count, line().is_met) == (0, True)


def test_without_a_draw_the_hand_over_says_nothing_of_it(small_desk: Desk) -> None:
    assert "second_entry" not in {one.kind for one in check_hand_over(small_desk).lines}


def test_a_drawn_entry_stands_in_the_way_of_taking_its_file_back(first: Desk) -> None:
    (batch,) = list_batches(first)
    assert code_of(undo_batch, first, batch.id) == "batch_in_use"


@pytest.mark.parametrize(
    ("roles", "draws", "enters", "decides"),
    [
        ({Role.CLERK}, False, True, False),
        ({Role.REVIEWER}, True, False, True),
        ({Role.ADMINISTRATOR}, False, False, False),
        ({Role.CLERK, Role.REVIEWER}, True, True, True),
    ],
)
def test_what_each_role_may_do(first: Desk, roles, draws, enters, decides) -> None:
    add_user(first, PASSWORD, "第三人", roles, "third one's own")
    third = open_office(first.folder, "third one's own")
    (entry, *_) = drawn(first)
    may = {
        "draws": code_of_or_none(draw_second_entry, third, share=0.5, seed=1),
        "enters": code_of_or_none(enter_again, third, entry, {}),
        "decides": code_of_or_none(decide_difference, third, 999, Kept.FIRST, "x"),
    }
    close_office(third)
    assert {name: code != "not_allowed" for name, code in may.items()} == {
        "draws": draws,
        "enters": enters,
        "decides": decides,
    }


def code_of_or_none(call, *args, **named) -> str:
    try:
        call(*args, **named)
    except AppError as error:
        return error.code
    return ""


def test_the_rate_is_told_by_who_entered_first_and_second(
    first: Desk, second: Desk, differing: int
) -> None:
    found = {one.item: one.id for one in list_differences(first)}
    decide_difference(first, found["note"], Kept.OTHER, "两次都错", "纸上另有备注")
    decide_difference(first, found["address"], Kept.FIRST, "纸质表有地址")
    report = second_entry_rates(first)
    (clerk,), (again,) = report.clerks, report.seconds
    assert (clerk.name, again.name) == ("测试员", "林复录")
    assert (clerk.differing, clerk.fields) == (3, report.total.fields)
    assert (clerk.first_wrong, clerk.second_wrong, clerk.undecided) == (1, 2, 1)


def read(pdf: str) -> str:
    """What stands in a PDF, without gaps."""
    return "".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())


@pytest.fixture
def decided(first: Desk, differing: int) -> Desk:
    """Three differences, one of them decided."""
    found = {one.item: one.id for one in list_differences(first)}
    decide_difference(first, found["note"], Kept.SECOND, "纸质表如此")
    return first


def test_the_report_is_printed_with_rates_and_each_difference(decided: Desk, tmp_path) -> None:
    written = print_second_report(decided, tmp_path / "报告.pdf")
    words = read(written.path)
    assert "二次录入比对报告" in words
    assert "随机种子7" in words
    total = second_entry_rates(decided).total
    for share in (total.rate, total.low, total.high):
        assert f"{share * 100:.2f}%" in words
    for said in ("测试员", "林复录", "以二次为准：纸质表如此", "待裁定", "非农业"):
        assert said in words, said
    check_log(decided)


def test_the_report_as_a_workbook_holds_real_numbers(decided: Desk, tmp_path) -> None:
    print_second_report(decided, tmp_path / "报告.xlsx")
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    rates, differences = book.worksheets
    total = second_entry_rates(decided).total
    wanted = (total.entries, total.fields, total.differing, total.rate, total.low, total.high)
    assert [cell.value for cell in rates[4]][2:8] == pytest.approx(wanted)
    names = {row[1].value for row in rates.iter_rows(min_row=5) if row[0].value}
    assert {"测试员", "林复录"} <= names
    assert differences.max_row == 3 + 3
    assert {row[6].value for row in differences.iter_rows(min_row=4)} == {
        "以二次为准：纸质表如此", "待裁定",
    }  # fmt: skip


def test_before_anybody_entered_again_the_report_says_so(first: Desk, tmp_path) -> None:
    written = print_second_report(first, tmp_path / "报告.pdf")
    assert "共抽取3份，已由他人二次录入0份" in read(written.path)
    print_second_report(first, tmp_path / "报告.xlsx")


def test_the_campaign_says_whether_and_how_much_is_entered_again(small_desk: Desk, small) -> None:
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    assert code_of(draw_second_entry, small_desk, seed=7) == "share_missing"
    assert not second_entry_plan(small_desk).is_asked
    plan = change_second_share(small_desk, 0.5)
    assert (plan.share, plan.lacking, plan.drawn) == (0.5, 3, 0)
    assert hand_over_line(small_desk).count == 3
    assert "还须抽取 3 份" in str(hand_over_line(small_desk).message)
    assert {one.kind: one.count for one in show_progress(small_desk).tasks}["second_entry"] == 3
    assert len(draw_second_entry(small_desk, seed=7).entries) == 3
    plan = second_entry_plan(small_desk)
    assert (plan.lacking, plan.waiting, plan.left) == (0, 3, 3)
    assert change_second_share(small_desk, 0).is_asked  # what is drawn is still to be done


def test_switched_off_nothing_of_it_is_asked(small_desk: Desk, small) -> None:
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    change_second_share(small_desk, 0.05)
    change_second_share(small_desk, 0)
    assert hand_over_line(small_desk) is None
    assert "second_entry" not in {one.kind for one in show_progress(small_desk).tasks}


def test_a_share_beyond_all_is_refused(small_desk: Desk) -> None:
    assert code_of(change_second_share, small_desk, 1.5) == "share_invalid"
    assert code_of(change_second_share, small_desk, -0.1) == "share_invalid"


def hand_over_line(desk: Desk):
    found = (one for one in check_hand_over(desk).lines if one.kind == "second_entry")
    return next(found, None)
