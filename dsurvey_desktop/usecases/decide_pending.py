"""Taking the new values of waiting rows, or keeping what is here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.change_entry import take_answers, take_items
from dsurvey_desktop.usecases.community_forms import code_of, keep_form, office_codes
from dsurvey_desktop.usecases.correct_entry import check_changeable
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.recheck import recheck


def decide_pending(desk: Desk, row_ids: Sequence[RowId], *, take: bool, reason: str = "") -> int:
    """Settle waiting rows in one unit of work; how many.

    Raises:
        AppError: `not_allowed`, `no_row`, `entry_accepted`; nothing is changed then.
    """
    require(desk, Role.CLERK)
    wanted = list(dict.fromkeys(row_ids))
    if not wanted:
        return 0
    cause = "differences_taken" if take else "differences_kept"
    with desk.database.write() as connection:
        rows = [_load(connection, row_id) for row_id in wanted]
        for row in rows:
            _decide(connection, desk, row, take=take)
        note(
            connection,
            desk,
            cause,
            f"{len(wanted)} rows",
            {"rows": wanted, "reason": reason.strip()},
        )
        recheck(connection, desk, cause, [row.entry for row in rows if row.entry is not None])
    return len(wanted)


def _load(connection: Connection, row_id: RowId) -> RowRecord:
    row = row_store.load_row(connection, row_id)
    if row is None or row.outcome != row_store.PENDING:
        raise AppError(
            "no_row",
            text("There is no such row waiting."),
            text("Please look at the list of differences."),
        )
    return row


def _decide(connection: Connection, desk: Desk, row: RowRecord, *, take: bool) -> None:
    if not take:
        row_store.settle(connection, row.id, row_store.KEPT, row.entry)
    elif row.entry is None:
        row_store.settle(connection, row.id, row_store.TAKEN, None)
        code = code_of(row.answers, office_codes(connection))
        keep_form(connection, desk, code, row.answers, row.id)
    else:
        _take(connection, desk, row, row.entry)


def _take(connection: Connection, desk: Desk, row: RowRecord, entry_id: EntryId) -> None:
    record = entry_store.load_entry(connection, entry_id)
    assert record is not None
    check_changeable(record)
    if row.reason == row_store.RETURNED:
        take_items(connection, desk, record, row.answers, row.id, row.batch)
    else:
        take_answers(connection, desk, record, row.answers, row.id, row.batch)
