"""Being done with rows that were set aside and are nobody's here, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import row_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated


def dismiss_rows(desk: Desk, rows: Sequence[RowId], reason: str) -> int:
    """Be done with rows set aside, all or none; how many. They stay on record as they came.

    A later roster that brings the person of such a row still gives it its place.

    Raises:
        AppError: `not_allowed`, `reason_missing`, `no_row`.
    """
    require(desk, Role.CLERK)
    why = stated(reason)
    with desk.database.write() as connection:
        turned = _turn(connection, rows, row_store.SET_ASIDE, row_store.DISMISSED)
        for number in turned:
            note(connection, desk, "row_dismissed", f"row {number}", {"reason": why})
    return len(turned)


def reopen_rows(desk: Desk, rows: Sequence[RowId]) -> int:
    """Let rows wait for somebody again, all or none; how many.

    Raises:
        AppError: `not_allowed`, `no_row`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        turned = _turn(connection, rows, row_store.DISMISSED, row_store.SET_ASIDE)
        for number in turned:
            note(connection, desk, "row_reopened", f"row {number}")
    return len(turned)


def _turn(
    connection: Connection, rows: Sequence[RowId], before: str, after: str
) -> tuple[RowId, ...]:
    """Rows of the one outcome get the other; which."""
    wanted = tuple(dict.fromkeys(rows))
    for number in wanted:
        row = row_store.load_row(connection, number)
        if row is None or row.outcome != before:
            raise _no_row(number)
        row_store.settle(connection, number, after, row.entry, row.before)
    return wanted


def _no_row(number: RowId) -> AppError:
    return AppError(
        "no_row",
        text("Row {number} is not among these (any more).", number=number),
        text("Please look at the list of rows set aside."),
    )
