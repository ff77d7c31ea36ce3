"""Saying whose a row of last year's data is; a person decides, the program only proposes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_lookup, last_year_match_store, roster_store
from dsurvey_desktop.storage.last_year_match_store import MatchRow
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import LastYearSettled
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.recheck import recheck

SETTLED, UNSETTLED = "last_year_settled", "last_year_unsettled"


def settle_last_year(
    desk: Desk, wanted: Sequence[tuple[RowId, str]], reason: str
) -> LastYearSettled:
    """Give rows of last year's data to people of this year's roster, all or none.

    It holds across later rosters, until it is taken back (`unsettle_last_year`).

    Args:
        desk: who says so.
        wanted: pairs of row and certificate number on this year's roster.
        reason: why; must not be empty.

    Raises:
        AppError: `not_allowed`, `no_row`, `not_on_roster`, `person_matched`, `reason_missing`.
    """
    require(desk, Role.CLERK)
    why = stated(reason)
    with desk.database.write() as connection:
        for row_id, number in wanted:
            _settle(connection, desk, row_id, number.strip().upper(), why)
        match_last_year(connection)
        people = {number.strip().upper() for _row, number in wanted}
        fallen = _recheck(connection, desk, people, SETTLED)
    return LastYearSettled(tuple(row for row, _number in wanted), fallen)


def unsettle_last_year(desk: Desk, rows: Sequence[RowId]) -> LastYearSettled:
    """Take back what persons said of rows; each is whose it is by what stands in it.

    Raises:
        AppError: `not_allowed`, `no_row`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        people = set()
        for row_id in rows:
            row = _load(connection, row_id)
            if not row.settled_no:
                raise _no_row()
            people.add(row.person_no)
            last_year_match_store.settle(connection, row_id, "")
            note(connection, desk, UNSETTLED, f"row {row_id}", {"number": row.settled_no})
        match_last_year(connection)
        fallen = _recheck(connection, desk, people, UNSETTLED)
    return LastYearSettled(tuple(rows), fallen)


def _settle(connection: Connection, desk: Desk, row_id: RowId, number: str, reason: str) -> None:
    row = _load(connection, row_id)
    if row.person_no:
        raise _no_row()
    if roster_store.load_person(connection, number) is None:
        raise AppError(
            "not_on_roster",
            text("This certificate number is not on this year's roster."),
            text("Please choose a person of the roster."),
        )
    if number in last_year_match_store.taken_people(connection).get(row.import_id, ()):
        raise AppError(
            "person_matched",
            text("Another row of this file is of the same person."),
            text("Please choose somebody else, or leave the row as it is."),
        )
    last_year_match_store.settle(connection, row_id, number)
    last_year_match_store.match_rows(connection, {row.id: (number, "")})
    detail = {"number": number, "reason": reason}
    note(connection, desk, SETTLED, f"row {row_id}", detail)


def _load(connection: Connection, row_id: RowId) -> MatchRow:
    row = last_year_match_store.load_match(connection, row_id)
    if row is None:
        raise _no_row()
    return row


def _no_row() -> AppError:
    return AppError(
        "no_row",
        text("There is no such row of last year's data."),
        text("Please look at the list of rows that are nobody's."),
    )


def _recheck(connection: Connection, desk: Desk, people: set[str], cause: str) -> int:
    found = entry_lookup.brief_entries(connection, sorted(people))
    return recheck(connection, desk, cause, [one.id for one in found.values()]) if found else 0
