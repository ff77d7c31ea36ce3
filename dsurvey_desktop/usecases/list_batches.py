"""The files taken in so far."""

from __future__ import annotations

from dsurvey_desktop.storage import batch_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import BatchView


def list_batches(desk: Desk) -> tuple[BatchView, ...]:
    """All batches, newest first, undone ones included."""
    with desk.database.read() as connection:
        return tuple(
            BatchView(
                one.id,
                one.file,
                one.kind,
                one.received_at,
                one.received_by,
                one.rows_read,
                one.taken,
                one.set_aside,
                one.unchanged,
                one.pending,
                one.is_undone,
            )
            for one in batch_store.list_batches(connection)
        )
