"""The chain of the log: whatever is edited, removed, added or moved is found, and where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text as sql

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.log_chain import GENESIS, chain_digest
from dsurvey_desktop.storage import log_store

START = datetime(2025, 10, 8, 9, 0, tzinfo=UTC)
LINES = 6


@pytest.fixture
def logged(opened):
    """A database whose log holds six lines, written in units of work of their own."""
    for number in range(1, LINES + 1):
        with opened.write() as connection:
            log_store.append(
                connection,
                START + timedelta(minutes=number),
                UserId(1),
                "corrected",
                f"entry {number}",
                {"item": "mobile", "number": number},
            )
    return opened


def broken_line(opened) -> int:
    with opened.read() as connection, pytest.raises(AppError) as caught:
        log_store.check(connection)
    assert caught.value.code == "log_broken"
    return caught.value.context["line"]


def test_an_empty_log_is_whole(opened):
    with opened.read() as connection:
        assert log_store.check(connection) == 0


def test_an_untouched_log_is_whole(logged):
    with logged.read() as connection:
        assert log_store.check(connection) == LINES


def test_lines_say_who_when_what_and_on_what(logged):
    with logged.read() as connection:
        lines = list(log_store.lines(connection))
    assert [line.sequence for line in lines] == list(range(1, LINES + 1))
    assert lines[0].previous == GENESIS
    assert [line.previous for line in lines[1:]] == [line.digest for line in lines[:-1]]
    second = lines[1]
    assert (second.at, second.account_id) == ("2025-10-08T09:02:00.000000+00:00", 1)
    assert (second.action, second.subject) == ("corrected", "entry 2")
    assert second.detail == {"item": "mobile", "number": 2}


def test_several_lines_of_one_unit_of_work_are_chained(opened):
    with opened.write() as connection:
        for subject in ("one", "two"):
            log_store.append(connection, START, UserId(1), "approved", subject)
    with opened.read() as connection:
        assert log_store.check(connection) == 2


@pytest.mark.parametrize(
    "column",
    ["at", "account_id", "action", "subject", "detail_json", "previous", "digest"],
)
@pytest.mark.parametrize("line", [1, 3, LINES])
def test_an_edited_line_is_found(logged, column, line):
    with logged.write() as connection:
        changed = connection.execute(
            sql(f"UPDATE log_line SET {column} = {column} || '0' WHERE sequence = {line}")
        )
        assert changed.rowcount == 1
    assert broken_line(logged) == line


def test_an_edited_line_whose_digest_was_made_to_fit_is_found_at_the_next(logged):
    with logged.write() as connection:
        connection.execute(sql("UPDATE log_line SET subject = 'entry 9' WHERE sequence = 3"))
        row = connection.execute(sql("SELECT * FROM log_line WHERE sequence = 3")).one()
        digest = chain_digest(*row[:-1])
        connection.execute(
            sql("UPDATE log_line SET digest = :digest WHERE sequence = 3"), {"digest": digest}
        )
    assert broken_line(logged) == 4


@pytest.mark.parametrize("line", [1, 3, LINES])
def test_a_removed_line_is_found(logged, line):
    with logged.write() as connection:
        connection.execute(sql(f"DELETE FROM log_line WHERE sequence = {line}"))
    assert broken_line(logged) == line


def test_a_log_that_was_emptied_is_found(logged):
    with logged.write() as connection:
        connection.execute(sql("DELETE FROM log_line"))
    assert broken_line(logged) == 1


def test_a_removed_line_is_found_also_when_the_others_move_up(logged):
    with logged.write() as connection:
        connection.execute(sql("DELETE FROM log_line WHERE sequence = 3"))
        for line in range(4, LINES + 1):
            connection.execute(
                sql(f"UPDATE log_line SET sequence = {line - 1} WHERE sequence = {line}")
            )
    assert broken_line(logged) == 3


def test_lines_that_changed_places_are_found(logged):
    with logged.write() as connection:
        for old, new in ((2, 99), (4, 2), (99, 4)):
            connection.execute(sql(f"UPDATE log_line SET sequence = {new} WHERE sequence = {old}"))
    assert broken_line(logged) == 2


def test_a_line_slipped_in_at_the_end_is_found(logged):
    with logged.write() as connection:
        last = connection.execute(sql("SELECT * FROM log_line WHERE sequence = 6")).one()
        forged = (7, last.at, 1, "approved", "entry 1", "{}", last.digest)
        values = [*forged, chain_digest(*forged)]
        connection.exec_driver_sql(
            "INSERT INTO log_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", tuple(values)
        )
    assert broken_line(logged) == 8


def test_writing_on_after_a_break_does_not_hide_it(logged):
    with logged.write() as connection:
        connection.execute(sql("UPDATE log_line SET action = 'approved' WHERE sequence = 2"))
    with logged.write() as connection:
        log_store.append(connection, START, UserId(1), "approved", "entry 1")
    assert broken_line(logged) == 2
