"""Taking back what a file corrected; the corrections and their undoing stay on record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage import review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.change_entry import source_of
from dsurvey_desktop.usecases.correct_entry import UNDONE
from dsurvey_desktop.usecases.desk import Desk


def undo_corrections(
    connection: Connection, desk: Desk, record: EntryRecord, batch: BatchId
) -> tuple[CorrectionRecord, ...]:
    """Note for each standing correction of a batch that it is taken back; all of the entry's.

    The answers are the caller's to put back. Returned is what was on record before.
    """
    corrections = review_store.corrections_of(connection, record.id)
    for one in _standing(corrections):
        if one.source == source_of(batch):
            review_store.add_correction(
                connection,
                record.id,
                one.item,
                one.new,
                one.old,
                reason=UNDONE,
                source=one.source,
                user_id=desk.user.id,
                at=desk.now(),
                undoes=one.id,
            )
    return corrections


def _standing(corrections: Sequence[CorrectionRecord]) -> list[CorrectionRecord]:
    undone = {one.undoes for one in corrections}
    return [one for one in corrections if one.undoes is None and one.id not in undone]
