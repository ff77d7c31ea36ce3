"""What stands in the way of taking a batch back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.domain.word_lists import listed, phrases
from dsurvey_desktop.storage import (
    batch_store,
    community_store,
    contact_store,
    query_store,
    row_store,
    sample_store,
    second_store,
)
from dsurvey_desktop.storage.batch_store import BatchRecord
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.built_on import BuiltOn
from dsurvey_desktop.usecases.community_forms import code_of

_WORDS = {
    "approved": N_("{count} entries are approved or handed over"),
    "changed_later": N_("{count} entries were changed by a later file"),
    "corrected": N_("{count} entries were corrected or explained"),
    "sampled": N_("{count} entries are in a spot check"),
    "queried": N_("{count} entries were asked about"),
    "contacted": N_("{count} people were asked again"),
    "waiting": N_("{count} entries have differences of a later file waiting"),
}
_FIRST = {
    "approved": N_("withdraw those approvals; what was handed over stays"),
    "changed_later": N_("take back what came later: {files}"),
    "corrected": N_("undo those corrections"),
    "sampled": N_("correct entries that were drawn instead of taking them back"),
    "queried": N_("correct entries that were asked about instead of taking them back"),
    "contacted": N_("correct entries of people who were asked again instead of taking them back"),
    "waiting": N_("decide about the waiting differences"),
}
"""What to do before, by reason."""
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
    built = BuiltOn(connection, batch_id, records, rows)
    made, later = built.made(), built.changed_by_files()
    for record in records:
        if record.row_id not in {row.id for row in rows[record.id]}:
            later.setdefault(record.id, set()).update(_batch_of(connection, record.row_id))
    conditions = {
        "approved": built.approved(),
        "changed_later": set(later),
        "corrected": built.corrected(),
        "sampled": sample_store.sampled_entries(connection, made)
        | second_store.drawn_entries(connection, made),
        "queried": query_store.queried_entries(connection, made),
        "contacted": set(contact_store.attempts_of(connection, made)),
        "waiting": row_store.waiting_for(connection, made, batch_id),
    }
    reasons = ((rows[one][0], _first_reason(one, conditions)) for one in built.deeds)
    found = [Hindrance(reason, row) for row, reason in reasons if reason]
    named = {one for hindrance in found for one in later.get(_entry_of(hindrance), ())}
    _refuse_if_any(connection, batch_id, found, named)


def _batch_of(connection: Connection, row_id: RowId) -> Iterator[BatchId]:
    row = row_store.load_row(connection, row_id)
    if row is not None:
        yield row.batch


def _entry_of(hindrance: Hindrance) -> EntryId:
    assert hindrance.row.entry is not None
    return hindrance.row.entry


def check_answers_free(
    connection: Connection,
    batch_id: BatchId,
    records: Mapping[EntryId, EntryRecord],
    rows: Sequence[RowRecord],
) -> None:
    """AppError `batch_in_use` when what a return's lines changed was approved or changed since."""
    by_entry = {one: [row for row in rows if row.entry == one] for one in records}
    built = BuiltOn(connection, batch_id, list(records.values()), by_entry)
    approved, later = built.approved(), built.changed_by_files()
    found: list[Hindrance] = []
    for entry_id, record in records.items():
        own = by_entry[entry_id]
        said = {item: value for row in own for item, value in row.answers.items()}
        if entry_id in approved:
            found.append(Hindrance("approved", own[0]))
        elif any(record.answers.get(item) != value for item, value in said.items()):
            found.append(Hindrance("changed_later" if entry_id in later else "corrected", own[0]))
    named = {one for hindrance in found for one in later.get(_entry_of(hindrance), ())}
    _refuse_if_any(connection, batch_id, found, named)


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
    later: set[BatchId] = set()
    for code, own in rows.items():
        if code not in here or here[code].row_id not in {row.id for row in own}:
            found.append(Hindrance("changed_later", own[0]))
            later.update(_batch_of(connection, here[code].row_id) if code in here else ())
        elif code in waiting:
            found.append(Hindrance("waiting", own[0]))
    _refuse_if_any(connection, batch_id, found, later)


def _refuse_if_any(
    connection: Connection,
    batch_id: BatchId,
    found: Sequence[Hindrance],
    later: Collection[BatchId] = (),
) -> None:
    """Refuse with how many stand in the way for each reason, and which rows they came in.

    `later` are the batches to take back before.
    """
    if not found:
        return
    counts = Counter(one.reason for one in found)
    reasons = {name: counts[name] for name in _WORDS if counts[name]}
    said = [str(_said(name, found)) for name in reasons]
    batch = batch_store.load_batch(connection, batch_id)
    raise AppError(
        "batch_in_use",
        text(
            "{file} can't be taken back: {reasons}. Nothing was changed.",
            file=_named(batch) if batch is not None else str(batch_id),
            reasons=phrases(said),
        ),
        text("Please first: {deeds}.", deeds=phrases(_first(connection, reasons, later))),
        reasons=reasons,
        entries=[one.to_json() for one in found],
    )


def _first(
    connection: Connection, reasons: Iterable[str], later: Collection[BatchId]
) -> Iterator[str]:
    """What to do before, for each reason."""
    batches = (batch_store.load_batch(connection, one) for one in sorted(later)[:_MOST_NAMED])
    files = [_named(one) for one in batches if one is not None]
    for reason in reasons:
        yield str(Text(_FIRST[reason], {"files": listed(files)}))


def _named(batch: BatchRecord) -> str:
    return str(text("{file} (batch {number})", file=batch.file, number=batch.id))


def _said(reason: str, found: Sequence[Hindrance]) -> Text:
    """A reason with the rows it holds for, the first few of many."""
    rows = [one.row.row for one in found if one.reason == reason]
    shown = listed(str(row) for row in sorted(rows)[:_MOST_NAMED])
    what = Text(_WORDS[reason], {"count": len(rows)})
    if len(rows) > _MOST_NAMED:
        return text("{what} (rows {rows} and more)", what=what, rows=shown)
    return text("{what} (rows {rows})", what=what, rows=shown)
