"""What stands in the way of taking a batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.storage import (
    community_store,
    contact_store,
    query_store,
    review_store,
    row_store,
    sample_store,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.change_entry import source_of
from dsurvey_desktop.usecases.community_forms import code_of

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)
_WORDS = {
    "approved": N_("{count} entries are approved or handed over"),
    "changed_later": N_("{count} entries were changed by a later file"),
    "corrected": N_("{count} entries were corrected or explained"),
    "sampled": N_("{count} entries are in a spot check"),
    "queried": N_("{count} entries were asked about"),
    "contacted": N_("{count} people were asked again"),
    "waiting": N_("{count} entries have differences of a later file waiting"),
}


def check_entries_free(
    connection: Connection,
    batch_id: BatchId,
    records: Sequence[EntryRecord],
    rows: Mapping[EntryId, Sequence[RowRecord]],
) -> None:
    """AppError `batch_in_use` when something was built on an entry the batch made or changed.

    `rows` are the batch's own, by the entry they made or changed.
    """
    ids = [record.id for record in records]
    conditions = {
        "approved": {one.id for one in records if _was_approved(one)},
        "changed_later": {
            one.id for one in records if one.row_id not in {row.id for row in rows[one.id]}
        },
        "corrected": review_store.corrected_entries(connection, ids, source_of(batch_id)),
        "sampled": sample_store.sampled_entries(connection, ids),
        "queried": query_store.queried_entries(connection, ids),
        "contacted": set(contact_store.attempts_of(connection, ids)),
        "waiting": row_store.waiting_for(connection, ids, batch_id),
    }
    _refuse_if_any(batch_id, Counter(_first_reason(one, conditions) for one in ids))


def check_answers_free(
    batch_id: BatchId, records: Mapping[EntryId, EntryRecord], rows: Sequence[RowRecord]
) -> None:
    """AppError `batch_in_use` when what a return's lines changed was approved or changed since."""
    reasons: Counter[str] = Counter()
    for entry_id, record in records.items():
        own = [row.answers for row in rows if row.entry == entry_id]
        said = {item: value for answers in own for item, value in answers.items()}
        if _was_approved(record):
            reasons["approved"] += 1
        elif any(record.answers.get(item) != value for item, value in said.items()):
            reasons["corrected"] += 1
    _refuse_if_any(batch_id, reasons)


def _was_approved(record: EntryRecord) -> bool:
    """What was handed over once must not vanish, even when its approval fell since."""
    return record.state in _APPROVED or record.handed_over_version is not None


def _first_reason(entry_id: EntryId, conditions: Mapping[str, set[EntryId]]) -> str:
    return next((name for name, ids in conditions.items() if entry_id in ids), "")


def check_forms_free(
    connection: Connection,
    batch_id: BatchId,
    rows: Mapping[str, Sequence[RowRecord]],
    codes: dict[str, str],
) -> None:
    """AppError `batch_in_use` when a later file changed a community form or waits to.

    `rows` are the batch's own, by community code; `codes` are codes by community name.
    """
    here = community_store.load_forms(connection)
    pending = row_store.list_rows(connection, (row_store.PENDING,))
    waiting = {code_of(row.answers, codes) for row in pending if row.entry is None}
    reasons: Counter[str] = Counter()
    for code, own in rows.items():
        if code not in here or here[code].row_id not in {row.id for row in own}:
            reasons["changed_later"] += 1
        elif code in waiting:
            reasons["waiting"] += 1
    _refuse_if_any(batch_id, reasons)


def _refuse_if_any(batch_id: BatchId, counts: Mapping[str, int]) -> None:
    reasons = {name: counts[name] for name in _WORDS if counts.get(name)}
    if not reasons:
        return
    said = [str(Text(_WORDS[name], {"count": count})) for name, count in reasons.items()]
    raise AppError(
        "batch_in_use",
        text(
            "Batch {number} can't be taken back: {reasons}. Nothing was changed.",
            number=batch_id,
            reasons="; ".join(said),
        ),
        text("Withdraw those approvals or undo those corrections first."),
        reasons=reasons,
    )
