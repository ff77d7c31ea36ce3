"""What stands in the way of taking a batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.domain.word_lists import listed, phrases
from dsurvey_desktop.storage import (
    community_store,
    contact_store,
    query_store,
    review_store,
    row_store,
    sample_store,
    second_store,
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


_MOST_NAMED = 5


class Hindrance(NamedTuple):
    """Why one entry or form stands in the way; `row` is the batch's own that made it."""

    reason: str
    row: RowRecord

    def to_json(self) -> dict[str, Any]:
        """For machines; no personal data."""
        row = self.row
        return {"entry": row.entry, "sheet": row.sheet, "row": row.row, "reason": self.reason}


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
        "sampled": sample_store.sampled_entries(connection, ids)
        | second_store.drawn_entries(connection, ids),
        "queried": query_store.queried_entries(connection, ids),
        "contacted": set(contact_store.attempts_of(connection, ids)),
        "waiting": row_store.waiting_for(connection, ids, batch_id),
    }
    reasons = ((rows[one][0], _first_reason(one, conditions)) for one in ids)
    _refuse_if_any(batch_id, [Hindrance(reason, row) for row, reason in reasons if reason])


def check_answers_free(
    batch_id: BatchId, records: Mapping[EntryId, EntryRecord], rows: Sequence[RowRecord]
) -> None:
    """AppError `batch_in_use` when what a return's lines changed was approved or changed since."""
    found: list[Hindrance] = []
    for entry_id, record in records.items():
        own = [row for row in rows if row.entry == entry_id]
        said = {item: value for row in own for item, value in row.answers.items()}
        if _was_approved(record):
            found.append(Hindrance("approved", own[0]))
        elif any(record.answers.get(item) != value for item, value in said.items()):
            found.append(Hindrance("corrected", own[0]))
    _refuse_if_any(batch_id, found)


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
    found: list[Hindrance] = []
    for code, own in rows.items():
        if code not in here or here[code].row_id not in {row.id for row in own}:
            found.append(Hindrance("changed_later", own[0]))
        elif code in waiting:
            found.append(Hindrance("waiting", own[0]))
    _refuse_if_any(batch_id, found)


def _refuse_if_any(batch_id: BatchId, found: Sequence[Hindrance]) -> None:
    """Refuse with how many stand in the way for each reason, and which rows they came in."""
    if not found:
        return
    counts = Counter(one.reason for one in found)
    reasons = {name: counts[name] for name in _WORDS if counts[name]}
    said = [str(_said(name, found)) for name in reasons]
    raise AppError(
        "batch_in_use",
        text(
            "Batch {number} can't be taken back: {reasons}. Nothing was changed.",
            number=batch_id,
            reasons=phrases(said),
        ),
        text("Withdraw those approvals or undo those corrections first."),
        reasons=reasons,
        entries=[one.to_json() for one in found],
    )


def _said(reason: str, found: Sequence[Hindrance]) -> Text:
    """A reason with the rows it holds for, the first few of many."""
    rows = [one.row.row for one in found if one.reason == reason]
    shown = listed(str(row) for row in sorted(rows)[:_MOST_NAMED])
    what = Text(_WORDS[reason], {"count": len(rows)})
    if len(rows) > _MOST_NAMED:
        return text("{what} (rows {rows} and more)", what=what, rows=shown)
    return text("{what} (rows {rows})", what=what, rows=shown)
