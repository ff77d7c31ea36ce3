"""Passwords of an office of several seats: what changes at one counts at all."""

from __future__ import annotations

import shutil

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.manage_users import add_user, remove_user
from tests.integration.server.conftest import FIRST, SECOND, SECOND_USER


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
