"""Another seat joins by the server's address or with a copy; what does not fit leaves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import SERVER_FILE
from dsurvey_desktop.storage import key_slots, log_store, server_file
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.change_server import change_server, kept_address
from dsurvey_desktop.usecases.join_office import copy_seat, join_by_copy, join_office
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.show_office import show_office
from tests.integration.server.conftest import FIRST, SECOND, SECOND_USER


def _refused(deed, *arguments) -> str:
    with pytest.raises(AppError) as refused:
        deed(*arguments)
    assert str(refused.value.advice)
    return refused.value.code


@pytest.fixture
def server(office):
    key = key_slots.open_slot(office / key_slots.SLOTS_NAME, FIRST).key
    return server_file.read_server(office, key)


def _deeds(desk, count):
    with desk.database.read() as connection:
        lines = [*log_store.chain(connection)]
    return [(line.action, line.account_id) for line in lines[-count:]]


def test_a_seat_joins_by_address_and_the_persons_own_password(office, server, tmp_path):
    desk = join_office(tmp_path / "new", server, SECOND)
    assert (desk.user.id, show_office(desk).people) == (SECOND_USER, 420)
    assert {path.name for path in desk.folder.iterdir()} == {key_slots.SLOTS_NAME, SERVER_FILE}
    assert _deeds(desk, 1) == [("seat_joined", SECOND_USER)]
    close_office(desk)


def test_a_copy_for_another_seat_is_of_today_and_joins(seats, tmp_path):
    here, there = seats
    change_password(there, SECOND, "a newer password")
    stick = copy_seat(here, tmp_path / "stick" / "seat")
    assert _refused(copy_seat, here, stick) == "office_exists"
    desk = join_by_copy(tmp_path / "third", stick, "a newer password")
    assert _deeds(desk, 2) == [("seat_copied", here.user.id), ("seat_joined", SECOND_USER)]
    close_office(desk)


def test_what_does_not_fit_leaves_nothing(office, server, postgres, tmp_path):
    new = tmp_path / "new"
    empty = replace(server, address=replace(server.address, database=postgres.new_database()))
    assert _refused(join_office, new, server, "a wrong password") == "wrong_password"
    assert _refused(join_office, new, empty, FIRST) == "no_office_on_server"
    assert _refused(join_office, new, replace(server, secret="x"), FIRST) == "server_refuses"
    assert _refused(join_by_copy, new, tmp_path, FIRST) == "no_seat"
    assert _refused(join_by_copy, new, office, "a wrong password") == "wrong_password"
    assert not new.exists()
    assert _refused(join_office, office, server, FIRST) == "office_exists"


def test_a_server_that_moved_is_told_without_its_password(office, postgres, sit_down):
    moved = replace(kept_address(office), host="localhost")
    change_server(office, FIRST, None, moved)
    assert kept_address(office).host == "localhost"
    assert show_office(sit_down(office, FIRST)).people == 420
