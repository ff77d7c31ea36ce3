"""The server stops, a seat is killed, a line breaks: what was saved is there, the rest is not."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import office_store, server_engine, server_file
from dsurvey_desktop.storage.asking import asked_ahead
from dsurvey_desktop.usecases import show_entry as show_entry_module
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.others_work import others_work
from dsurvey_desktop.usecases.show_entry import show_entry
from tests.integration.server.conftest import FIRST

HALF_DONE = """
    import sys
    from pathlib import Path
    from dsurvey_desktop.domain.ids import EntryId
    from dsurvey_desktop.storage import entry_store
    from dsurvey_desktop.usecases.logbook import note
    from dsurvey_desktop.usecases.open_office import open_office

    desk = open_office(Path(sys.argv[1]), sys.argv[2])
    with desk.database.write() as connection:
        entry_store.update_entry(connection, EntryId(1), {"name": "half"})
        note(connection, desk, "half", "entry 1")
        print("in the middle", flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def server_again(postgres):
    """The server runs again after the test, whatever became of it."""
    yield postgres
    postgres.stop()
    postgres.start()


def _code(deed, *arguments) -> str:
    with pytest.raises(AppError) as refused:
        deed(*arguments)
    assert str(refused.value.advice)
    return refused.value.code


def test_a_server_that_was_away_is_used_again_and_nothing_is_lost(seats, server_again):
    here, there = seats
    first, second = ready_entries(here)[:2]
    approve_entries(here, [first])
    server_again.stop()
    assert _code(approve_entries, here, [second]) == "server_unreachable"
    assert _code(show_entry, there, first) == "server_unreachable"
    assert _code(others_work, there, None) == "server_unreachable"
    server_again.start()
    assert show_entry(there, first).approved_by == "陈经办"
    assert approve_entries(there, [second]).approved == (second,)
    check_log(here)


def test_signing_in_says_when_the_server_is_away(office, sit_down, server_again):
    server_again.stop()
    assert _code(sit_down, office, FIRST) == "server_unreachable"
    server_again.start()
    check_log(sit_down(office, FIRST))


def test_a_server_that_dies_in_the_middle_keeps_nothing_of_it(seats, server_again):
    here, _there = seats
    entry = ready_entries(here)[0]
    lines = check_log(here)

    def half_done():
        with here.database.write() as connection:
            note(connection, here, "half", f"entry {entry}")
            server_again.stop(at_once=True)
            note(connection, here, "other half", f"entry {entry}")

    assert _code(half_done) == "server_unreachable"
    server_again.start()
    assert check_log(here) == lines
    correct_entry(here, entry, "mobile", "13800000001", "核对电话")


def test_a_line_that_breaks_while_saving_is_told_as_that(seats, postgres):
    here, there = seats
    lines = check_log(here)

    def broken():
        with here.database.write() as connection:
            note(connection, here, "line", "office")
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with postgres.connect() as operator:
                operator.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))

    assert _code(broken) == "saving_uncertain"
    assert check_log(there) == lines


def test_a_seat_that_is_killed_in_the_middle_holds_nobody_up(seats):
    here, _there = seats
    name, lines = show_entry(here, 1).name, check_log(here)
    command = [sys.executable, "-c", textwrap.dedent(HALF_DONE), str(here.folder), FIRST]
    killed = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert killed.stdout.readline() == "in the middle\n"
    killed.kill()
    killed.communicate()
    correct_entry(here, 1, "mobile", "13800000001", "核对电话")
    assert show_entry(here, 1).name == name
    assert check_log(here) == lines + 1


def test_who_waits_too_long_for_another_is_told(seats, sit_down, monkeypatch):
    here, there = seats
    monkeypatch.setitem(server_engine._SESSION, "lock_timeout", "200ms")
    impatient = sit_down(there.folder, FIRST)
    with here.database.write():
        assert _code(approve_entries, impatient, [1]) == "database_busy"
    assert show_entry(there, 1).state.value != "approved"


def test_a_seat_with_an_older_program_writes_nothing_into_a_newer_office(seats, postgres):
    here, _there = seats
    with postgres.connect(server_file.read_address(here.folder).database) as operator:
        operator.execute("UPDATE alembic_version SET version_num = '9999'")
    assert _code(approve_entries, here, [1]) == "newer_database"
    assert show_entry(here, 1).approved_by == ""


def test_a_line_that_breaks_before_questions_asked_together_is_told_and_made_anew(
    seats, monkeypatch, expected_warnings
):
    expected_warnings.append("the connection is lost")  # the driver's
    here, there = seats
    entry = ready_entries(here)[0]
    load = show_entry_module.load

    def load_and_lose_the_line(connection, entry_id):
        found = load(connection, entry_id)
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with there.database.write() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({number})")
        return found

    monkeypatch.setattr(show_entry_module, "load", load_and_lose_the_line)
    assert _code(show_entry, here, entry) == "server_unreachable"
    monkeypatch.undo()
    assert show_entry(here, entry).id == entry


def test_what_was_asked_ahead_is_good_once_and_in_its_block_only(seats):
    here, _there = seats
    with here.database.write() as connection:
        names = office_store.user_names(connection)
        with asked_ahead(connection, [(office_store.NAMES, {})]):
            connection.exec_driver_sql("UPDATE account SET name = name || '2'")
            assert office_store.user_names(connection) == names
            renamed = office_store.user_names(connection)
            assert set(renamed.values()) == {f"{name}2" for name in names.values()}
        with asked_ahead(connection, [(office_store.NAMES, {})]):
            connection.exec_driver_sql("UPDATE account SET name = name || '3'")
        assert {name[-2:] for name in office_store.user_names(connection).values()} == {"23"}
