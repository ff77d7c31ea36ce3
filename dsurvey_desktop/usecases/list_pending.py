"""Differences that wait for a person's decision (product B5)."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.storage import row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.difference_words import Items, in_words
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, all_items
from dsurvey_desktop.usecases.intake_views import PendingChange
from dsurvey_desktop.usecases.pending_answers import WhatIsHere


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
    here = WhatIsHere(connection, rows)
    people, communities = (all_items(connection, kind) for kind in (INDIVIDUAL, COMMUNITY))
    return tuple(_view(here, row, communities if row.entry is None else people) for row in rows)


def _view(here: WhatIsHere, row: RowRecord, items: Items) -> PendingChange:
    """Of a community form: entry id 0, the community's name, no number."""
    record = here.entry(row)
    return PendingChange(
        row.id,
        row.batch,
        EntryId(0) if record is None else record.id,
        str(row.answers.get("community_name", "")) if record is None else record.name,
        "" if record is None else record.certificate_no,
        row.file,
        row.sheet,
        row.row,
        in_words(here.differences(row), items),
    )
