"""The rows of a file that was taken in: nothing of it is lost, and each says what became of it."""

from __future__ import annotations

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage import detail_store, row_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_batch import find_batch
from dsurvey_desktop.usecases.intake_views import RowView
from dsurvey_desktop.usecases.row_cells import changes_of, detail_views


def list_rows(desk: Desk, batch: BatchId) -> tuple[RowView, ...]:
    """All rows of a batch in the order they came; AppError `no_batch`."""
    with desk.database.read() as connection:
        find_batch(connection, batch)
        details = detail_store.details_of_batch(connection, batch)
        return tuple(
            RowView(
                row.id,
                row.sheet,
                row.row,
                row.outcome,
                row.reason,
                row.entry,
                row.cells,
                changes_of(row),
                detail_views(details.get(row.id, ())),
            )
            for row in row_store.rows_of(connection, batch)
        )
