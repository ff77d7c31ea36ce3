"""Saying whose a row is that was set aside; a person decides, the program only proposes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_lookup, review_store, roster_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.late_entries import seat_row
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.recheck import recheck


def settle_row(desk: Desk, row_id: RowId, certificate_no: str, reason: str) -> EntryId:
    """Give one row to a person; see `settle_rows`."""
    return settle_rows(desk, [(row_id, certificate_no)], reason)[0]


def settle_rows(
    desk: Desk, wanted: Sequence[tuple[RowId, str]], reason: str
) -> tuple[EntryId, ...]:
    """Give rows that were set aside to the people a person says they are of, all or none.

    A row becomes an entry, or a difference beside the entry that is there. The number as it came
    and the one confirmed stay on record as a correction.

    Args:
        desk: who says so.
        wanted: pairs of row and confirmed certificate number.
        reason: why; must not be empty.

    Returns:
        the entries the rows now belong to, in the order given.

    Raises:
        AppError: `not_allowed`, `no_row`, `not_on_roster`, `reason_missing`.
    """
    require(desk, Role.CLERK)
    why = stated(reason)
    with desk.database.write() as connection:
        entries = [_settle(connection, desk, row, number, why) for row, number in wanted]
        recheck(connection, desk, "rows_settled", entry_lookup.with_twins(connection, entries))
    return tuple(entries)


def _settle(
    connection: Connection, desk: Desk, row_id: RowId, certificate_no: str, reason: str
) -> EntryId:
    row = _load(connection, row_id)
    person = _load_person(connection, certificate_no.strip().upper())
    seat = seat_row(connection, desk, row, person)
    old, new = row.answers.get("certificate_no"), person.certificate_no
    if seat.outcome == row_store.TAKEN and old != new:
        review_store.add_correction(
            connection,
            seat.entry,
            "certificate_no",
            old,
            new,
            reason=reason,
            source="roster",
            user_id=desk.user.id,
            at=desk.now(),
        )
    detail = {"entry": seat.entry, "old": old, "new": new, "reason": reason}
    note(connection, desk, "row_settled", f"row {row_id}", detail)
    return seat.entry


def _load(connection: Connection, row_id: RowId) -> RowRecord:
    row = row_store.load_row(connection, row_id)
    if row is None or row.outcome not in row_store.ASIDE or not row.answers:
        raise AppError(
            "no_row",
            text("There is no such row waiting."),
            text("Please look at the list of rows set aside."),
        )
    return row


def _load_person(connection: Connection, certificate_no: str) -> Person:
    person = roster_store.load_person(connection, certificate_no)
    if person is None or person.out_of_scope:
        raise AppError(
            "not_on_roster",
            text("This certificate number is not on the roster of people to be surveyed."),
            text("Please choose a person of the roster."),
        )
    return person
