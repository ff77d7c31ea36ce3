"""Differences that wait for a person's decision (product B5)."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.storage import entry_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.asked_items import AskedItems
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.difference_words import Items, in_words
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, all_items
from dsurvey_desktop.usecases.intake_views import PendingChange
from dsurvey_desktop.usecases.pending_answers import answers_here, names_for, open_differences


def list_pending(desk: Desk, batch: BatchId | None = None) -> tuple[PendingChange, ...]:
    """Rows that say other things than what is here, field by field."""
    with desk.database.read() as connection:
        return pending_changes(connection, batch)


def pending_changes(
    connection: Connection, batch: BatchId | None = None
) -> tuple[PendingChange, ...]:
    """The same in the caller's unit of work."""
    rows = row_store.list_rows(connection, (row_store.PENDING,), batch)
    if not rows:
        return ()
    asked = AskedItems(connection)
    people, communities = (all_items(connection, kind) for kind in (INDIVIDUAL, COMMUNITY))
    return tuple(
        _view(connection, row, asked, communities if row.entry is None else people) for row in rows
    )


def _view(connection: Connection, row: RowRecord, asked: AskedItems, items: Items) -> PendingChange:
    """Of a community form: entry id 0, the community's name, no number."""
    record = None if row.entry is None else entry_store.load_entry(connection, row.entry)
    here = answers_here(connection, row)
    return PendingChange(
        row.id,
        row.batch,
        EntryId(0) if record is None else record.id,
        str(row.answers.get("community_name", "")) if record is None else record.name,
        "" if record is None else record.certificate_no,
        row.file,
        row.sheet,
        row.row,
        in_words(open_differences(here, row, names_for(connection, row, asked)), items),
    )
