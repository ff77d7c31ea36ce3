"""Passwords of an office of several seats: what changes at one counts at all."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import server_file
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.change_server import change_server
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.manage_users import add_user, remove_user, set_roles
from dsurvey_desktop.usecases.show_entry import show_entry
from tests.integration.server.conftest import FIRST, SECOND, SECOND_USER
from tests.postgres import SECRET


def _refused(sit_down, folder, password) -> str:
    with pytest.raises(AppError) as refused:
        sit_down(folder, password)
    return refused.value.code


def test_a_person_removed_at_one_seat_signs_in_at_none(seats, sit_down):
    here, there = seats
    remove_user(here, SECOND_USER)
    assert _refused(sit_down, there.folder, SECOND) == "account_removed"
    assert _refused(sit_down, here.folder, SECOND) == "wrong_password"


def test_an_old_password_opens_no_seat_any_more(seats, sit_down):
    here, there = seats
    change_password(there, SECOND, "a newer password")
    assert _refused(sit_down, here.folder, SECOND) == "wrong_password"
    assert sit_down(here.folder, "a newer password").user.id == SECOND_USER


def test_what_two_seats_change_of_the_passwords_is_all_there(seats, sit_down, tmp_path):
    here, there = seats
    add_user(here, FIRST, "王新手", {Role.CLERK}, "password of the third")
    add_user(there, SECOND, "赵新手", {Role.CLERK}, "password of the fourth")
    for folder in (here.folder, there.folder):
        sit_down(folder, FIRST)
        assert sit_down(folder, "password of the third").user.name == "王新手"
        assert sit_down(folder, "password of the fourth").user.name == "赵新手"
    seat = shutil.copytree(there.folder, tmp_path / "seat3")
    assert sit_down(seat, FIRST).user.name == "陈经办"


def test_a_new_password_of_the_server_is_told_to_each_seat(office, postgres, sit_down):
    address = server_file.read_address(office)
    with postgres.connect() as operator:
        operator.execute("CREATE ROLE seats LOGIN PASSWORD 'old' IN ROLE dsurvey")
    other = replace(address, user="seats")
    assert change_server(office, FIRST, "old", other).user == "seats"
    check_log(sit_down(office, FIRST))
    with postgres.connect() as operator:
        operator.execute("ALTER ROLE seats PASSWORD 'new'")
    assert _refused(sit_down, office, FIRST) == "server_refuses"
    for password, secret, code in (
        (FIRST, "old", "server_refuses"),
        ("x", "new", "wrong_password"),
    ):
        with pytest.raises(AppError) as refused:
            change_server(office, password, secret)
        assert refused.value.code == code
    change_server(office, FIRST, "new")
    check_log(sit_down(office, FIRST))
    assert sorted(path.name for path in office.iterdir()) == ["office.keys", "office.server"]


def test_only_an_administrator_says_where_the_server_is(seats, postgres):
    here, there = seats
    set_roles(here, SECOND_USER, {Role.CLERK})
    with pytest.raises(AppError) as refused:
        change_server(there.folder, SECOND, SECRET)
    assert refused.value.code == "not_allowed"


def test_a_seat_that_is_open_hears_of_it_at_its_next_deed(seats):
    here, there = seats
    entry = ready_entries(there)[0]
    set_roles(here, SECOND_USER, {Role.CLERK})
    with pytest.raises(AppError) as refused:
        approve_entries(there, [entry])
    assert refused.value.code == "roles_changed"
    remove_user(here, SECOND_USER)
    with pytest.raises(AppError) as refused:
        correct_entry(there, entry, "mobile", "13800000001", "核对电话")
    assert refused.value.code == "account_removed"
    assert show_entry(here, entry).corrections == ()
