"""Rows that became no entry, and why: nothing is lost."""

from __future__ import annotations

from functools import cache

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage import batch_store, row_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import SetAsideRow
from dsurvey_desktop.usecases.placing import proposal_from_json


def list_set_aside(desk: Desk, batch: BatchId | None = None) -> tuple[SetAsideRow, ...]:
    """Rows set aside in all batches that stand, or in one."""
    with desk.database.read() as connection:

        @cache
        def headers(batch_id: BatchId, sheet: str) -> tuple[str, ...]:
            record = batch_store.load_batch(connection, batch_id)
            columns = record.columns if record else []
            return tuple(one["header"] for one in columns if one["sheet"] == sheet)

        rows = row_store.list_rows(connection, (row_store.SET_ASIDE,), batch)
        return tuple(
            SetAsideRow(
                row.id,
                row.batch,
                row.file,
                row.sheet,
                row.row,
                row.reason,
                row.message,
                row.cells,
                headers(row.batch, row.sheet),
                proposal_from_json(row.proposal),
            )
            for row in rows
        )
