"""A batch by its number."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import batch_store
from dsurvey_desktop.storage.batch_store import BatchRecord


def find_batch(connection: Connection, batch_id: BatchId) -> BatchRecord:
    """The batch, undone or not; AppError `no_batch` when there is none of that number."""
    batch = batch_store.load_batch(connection, batch_id)
    if batch is None:
        raise AppError(
            "no_batch",
            text("There is no batch {number}.", number=batch_id),
            text("Please look at the list of batches."),
        )
    return batch
