"""Taking a return workbook back: new values go, its answers no longer count (product B4, D5)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.storage import entry_store, query_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.change_entry import with_items
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.revise import revise
from dsurvey_desktop.usecases.undo_corrections import undo_corrections
from dsurvey_desktop.usecases.undo_hindrances import check_answers_free


def take_back_return(
    connection: Connection, desk: Desk, batch_id: BatchId, rows: Sequence[RowRecord]
) -> set[EntryId]:
    """Put the former values back and open the queries again; the entries that were changed.

    Args:
        connection: of the unit of work.
        desk: who takes it back.
        batch_id: the return workbook's batch.
        rows: its lines that were taken, answers in words too.

    Raises:
        AppError: `batch_in_use` when an entry was approved or its answer changed since.
    """
    changed = [row for row in rows if row.before is not None and row.entry is not None]
    ids = sorted({row.entry for row in changed if row.entry is not None})
    records = {one.id: one for one in entry_store.load_entries(connection, ids)}
    check_answers_free(connection, batch_id, records, changed)
    for record in records.values():
        own = [row for row in changed if row.entry == record.id]
        _restore(connection, desk, record, own, batch_id)
    _withdraw_answers(connection, desk, batch_id)
    return set(records)


def _restore(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    rows: Sequence[RowRecord],
    batch_id: BatchId,
) -> None:
    """Put back each answer the lines had replaced, by a correction of its own."""
    former: dict[str, Value | None] = {}
    for row in reversed(rows):
        assert row.before is not None
        former |= {item: row.before["answers"].get(item) for item in row.answers}
    undo_corrections(connection, desk, record, batch_id)
    revise(connection, desk, record, with_items(record.answers, former))


def _withdraw_answers(connection: Connection, desk: Desk, batch_id: BatchId) -> None:
    """Queries whose answer came with the file are open again; others went on without it."""
    for step in query_store.steps_of_batch(connection, batch_id):
        query = query_store.load_query(connection, step.query)
        if query is None or query.state is not QueryState.ANSWERED or query.answer != step.words:
            continue
        query_store.change_query(
            connection, query.id, QueryState.OPEN, Turn.COMMUNITY, desk.now(), answer=""
        )
        query_store.add_step(
            connection, query.id, QueryDeed.WITHDRAWN, step.words, desk.user.id, desk.now()
        )
        detail = {"entry": query.entry, "batch": batch_id}
        note(connection, desk, "answer_withdrawn", f"query {query.id}", detail)
