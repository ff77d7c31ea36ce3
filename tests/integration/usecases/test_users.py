"""Several people at one office, each with a password and roles of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import database, key_slots, office_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.approve_ready import offer_approval
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.manage_users import (
    add_user,
    list_users,
    remove_user,
    reset_password,
    set_roles,
)
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.recovery_sheet import check_recovery_code, print_recovery_sheet
from dsurvey_desktop.usecases.show_entry import show_entry

PASSWORD = "password for tests"
CLERKS = "the clerk's own one"
ALL = frozenset(Role)


def code_of(call, *args) -> str:
    with pytest.raises(AppError) as refused:
        call(*args)
    return refused.value.code


@pytest.fixture
def with_clerk(small_desk: Desk) -> Desk:
    add_user(small_desk, PASSWORD, "林录入", {Role.CLERK}, CLERKS)
    return small_desk


def test_another_person_signs_in_with_an_own_password_and_fewer_rights(with_clerk: Desk) -> None:
    clerk = open_office(with_clerk.folder, CLERKS)
    assert (clerk.user.name, clerk.user.roles) == ("林录入", {Role.CLERK})
    assert code_of(approve_entries, clerk, []) == "not_allowed"
    assert (
        code_of(add_user, clerk, CLERKS, "另一人", {Role.CLERK}, "long enough 1") == "not_allowed"
    )
    assert [(one.name, one.is_self) for one in list_users(clerk)][1] == ("林录入", True)
    close_office(clerk)
    check_log(with_clerk)


@pytest.mark.parametrize(
    ("own", "name", "roles", "password", "code"),
    [
        ("no such password", "甲", {Role.CLERK}, "long enough 1", "wrong_password"),
        (PASSWORD, " ", {Role.CLERK}, "long enough 1", "name_missing"),
        (PASSWORD, "林录入", {Role.CLERK}, "long enough 1", "name_in_use"),
        (PASSWORD, "甲", set(), "long enough 1", "no_roles"),
        (PASSWORD, "甲", {Role.CLERK}, "short", "password_short"),
        (PASSWORD, "甲", {Role.CLERK}, CLERKS, "password_in_use"),
        (PASSWORD, "甲", {Role.CLERK}, PASSWORD, "password_in_use"),
    ],
)
def test_a_person_that_can_not_be_added_changes_nothing(
    with_clerk: Desk, own, name, roles, password, code
) -> None:
    before = (with_clerk.folder / "office.keys").read_bytes()
    assert code_of(add_user, with_clerk, own, name, roles, password) == code
    assert len(list_users(with_clerk)) == 2
    assert (with_clerk.folder / "office.keys").read_bytes() == before


def test_whoever_was_removed_opens_nothing_and_stays_on_record(with_clerk: Desk) -> None:
    clerk = list_users(with_clerk)[1]
    users = remove_user(with_clerk, UserId(clerk.id))
    assert [(one.name, one.roles) for one in users][1] == ("林录入", ())
    assert code_of(open_office, with_clerk.folder, CLERKS) == "wrong_password"
    assert code_of(add_user, with_clerk, PASSWORD, "林录入", ALL, "long enough 1") == "name_in_use"
    assert code_of(set_roles, with_clerk, UserId(clerk.id), ALL) == "no_user"


def test_an_office_keeps_an_administrator(with_clerk: Desk) -> None:
    own = with_clerk.user.id
    assert code_of(set_roles, with_clerk, own, {Role.CLERK}) == "last_administrator"
    assert code_of(remove_user, with_clerk, own) == "own_account"
    set_roles(with_clerk, UserId(2), ALL)
    set_roles(with_clerk, own, {Role.CLERK})
    other = open_office(with_clerk.folder, CLERKS)
    assert code_of(remove_user, other, UserId(2)) == "own_account"
    remove_user(other, own)
    assert code_of(open_office, other.folder, PASSWORD) == "wrong_password"
    close_office(other)


def test_a_forgotten_password_is_given_anew(with_clerk: Desk) -> None:
    reset_password(with_clerk, PASSWORD, UserId(2), "for the first day")
    assert code_of(open_office, with_clerk.folder, CLERKS) == "wrong_password"
    clerk = open_office(with_clerk.folder, "for the first day")
    change_password(clerk, "for the first day", "my own again")
    close_office(clerk)
    assert code_of(open_office, with_clerk.folder, "for the first day") == "wrong_password"
    close_office(open_office(with_clerk.folder, "my own again"))


def test_a_key_slot_without_an_account_opens_nothing(with_clerk: Desk) -> None:
    own = database.own_slot(with_clerk.database, PASSWORD)
    path = with_clerk.folder / key_slots.SLOTS_NAME
    key_slots.add_slot(path, own.key, UserId(99), "nobody's password")
    assert code_of(open_office, with_clerk.folder, "nobody's password") == "account_removed"


def read_code(path: Path) -> str:
    lines = PdfReader(path).pages[0].extract_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("恢复码"))
    return " ".join(lines[start + 1 : start + 3])


def test_the_recovery_sheet_brings_the_office_back(with_clerk: Desk, tmp_path) -> None:
    sheet = tmp_path / "恢复单.pdf"
    assert print_recovery_sheet(with_clerk, PASSWORD, sheet) == 1
    code = read_code(sheet)
    check_recovery_code(with_clerk, code.lower())
    check_recovery_code(with_clerk, f"　{code.lower().replace('-', ' · ')}\n")
    assert code_of(check_recovery_code, with_clerk, PASSWORD) == "wrong_recovery_code"

    recovered = open_office(with_clerk.folder, code)
    assert recovered.user.id == with_clerk.user.id
    change_password(recovered, code, "a new beginning")
    assert code_of(open_office, with_clerk.folder, PASSWORD) == "wrong_password"
    close_office(open_office(with_clerk.folder, "a new beginning"))
    close_office(open_office(with_clerk.folder, code))

    print_recovery_sheet(recovered, "a new beginning", tmp_path / "新.pdf")
    assert code_of(open_office, with_clerk.folder, code) == "wrong_password"
    check_log(recovered)
    close_office(recovered)


def test_no_code_stands_anywhere_but_on_the_paper(with_clerk: Desk, tmp_path) -> None:
    print_recovery_sheet(with_clerk, PASSWORD, tmp_path / "恢复单.pdf")
    signs = read_code(tmp_path / "恢复单.pdf").split()
    for path in with_clerk.folder.rglob("*"):
        if path.is_file():
            assert "-".join(signs).encode() not in path.read_bytes()


def test_with_four_eyes_nobody_approves_what_they_corrected(
    small_desk: Desk, small, tmp_path: Path
) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    with small_desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
    change_campaign(small_desk, replace(campaign, needs_four_eyes=True))
    add_user(small_desk, PASSWORD, "林审核", {Role.REVIEWER}, CLERKS)
    corrected, other, *_rest = ready_entries(small_desk)
    correct_entry(small_desk, corrected, "note", "补充", "电话核实")

    offered = {one.id for one in offer_approval(small_desk, EntryFilter())}
    assert offered == set(ready_entries(small_desk)) - {corrected}  # no more than can be done
    result = approve_entries(small_desk, [corrected, other])
    assert result.approved == (other,)
    (blocked,) = result.blocked
    assert "双人复核" in str(blocked.reasons[0])
    assert blocked.reasons == show_entry(small_desk, corrected).blockers

    second = open_office(small_desk.folder, CLERKS)
    assert show_entry(second, corrected).blockers == ()
    assert approve_entries(second, [corrected]).approved == (corrected,)
    close_office(second)
