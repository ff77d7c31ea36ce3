"""Taking a whole batch back, as long as nothing was built on it (product B4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import batch_store, entry_lookup, entry_store, review_store, row_store
from dsurvey_desktop.storage.batch_store import BatchRecord
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.back_up import back_up_before_undo
from dsurvey_desktop.usecases.built_on import first_of, taken_back_since
from dsurvey_desktop.usecases.carrying import answer_names, carry, leave_behind
from dsurvey_desktop.usecases.change_entry import (
    keep_changes,
    source_of,
    take_answers,
    with_items,
)
from dsurvey_desktop.usecases.community_forms import code_of, office_codes, take_back_form
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, load_form
from dsurvey_desktop.usecases.find_batch import find_batch
from dsurvey_desktop.usecases.intake_views import UndoResult
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.revise import revise
from dsurvey_desktop.usecases.take_return import RETURN
from dsurvey_desktop.usecases.undo_corrections import undo_corrections
from dsurvey_desktop.usecases.undo_hindrances import check_entries_free, check_forms_free
from dsurvey_desktop.usecases.undo_return import take_back_return


class _TakenBack(NamedTuple):
    """How many entries or forms went and came back, and which entries to check again."""

    removed: int
    restored: int
    touched: set[EntryId]


def undo_batch(desk: Desk, batch_id: BatchId) -> UndoResult:
    """Take a batch back in one step: new entries go, changed ones get their former answers.

    An entry that another file claims too stays, standing on that file's row. Corrections that
    came with the batch are taken back by corrections; the batch's rows stay on record.

    Raises:
        AppError: `not_allowed`, `no_batch`, `batch_undone`, or `batch_in_use` with what stands
            in the way.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        batch = _load(connection, batch_id)
        waiting = row_store.list_rows(connection, (row_store.PENDING,), batch_id)
        rows = [
            *row_store.list_rows(connection, (row_store.TAKEN,), batch_id),
            *(row for row in waiting if row.before is not None),  # some answers were taken
        ]
        count = row_store.mark_undone(connection, batch_id)
        batch_store.mark_undone(connection, batch_id, desk.now())
        take_back = _TAKE_BACK.get(batch.kind, _take_back_entries)
        done = take_back(connection, desk, batch_id, rows)
        back_up_before_undo(connection, desk)
        touched = done.touched | {row.entry for row in waiting if row.entry is not None}
        recheck(connection, desk, "batch_undone", touched)
        detail = {"removed": done.removed, "restored": done.restored, "rows": count}
        note(connection, desk, "batch_undone", f"batch {batch_id}", detail)
    return UndoResult(batch_id, done.removed, done.restored, count)


def _load(connection: Connection, batch_id: BatchId) -> BatchRecord:
    batch = find_batch(connection, batch_id)
    if batch.is_undone:
        raise AppError("batch_undone", text("Batch {number} was taken back.", number=batch_id))
    return batch


def _take_back_entries(
    connection: Connection, desk: Desk, batch_id: BatchId, rows: Iterable[RowRecord]
) -> _TakenBack:
    by_entry: dict[EntryId, list[RowRecord]] = defaultdict(list)
    for row in rows:
        if row.entry is not None:
            by_entry[row.entry].append(row)
    records = list(entry_store.load_entries(connection, list(by_entry)))
    check_entries_free(connection, batch_id, records, by_entry)
    claims = {
        row.entry: row for row in row_store.rows_claiming(connection, list(by_entry), batch_id)
    }
    made, restored = [], 0
    for record in records:
        first = first_of(by_entry[record.id])
        if first.before is None:
            made.append(record)
            continue
        _restore(connection, desk, record, first)
        _follow_claim(connection, desk, record.id, first, claims.get(record.id))
        restored += 1
    removed, touched = _remove(connection, desk, made, batch_id)
    return _TakenBack(removed, restored + len(made) - removed, touched)


def _restore(connection: Connection, desk: Desk, record: EntryRecord, first: RowRecord) -> None:
    """Put the answers back that stood before the batch, and keep that they were."""
    assert first.before is not None
    corrections = undo_corrections(connection, desk, record, first.batch)
    before = first.before
    own = next((one for one in corrections if one.source == source_of(first.batch)), None)
    stood = with_items(before["answers"], taken_back_since(corrections, own))
    answers = _in_edition(connection, desk, record, stood)
    revise(connection, desk, record, answers, row_id=RowId(before["row_id"]))


def _follow_claim(
    connection: Connection, desk: Desk, entry: EntryId, first: RowRecord, claim: RowRecord | None
) -> None:
    """Let a later file have its say that said the same as the batch, and so changed nothing."""
    if claim is None or claim.outcome != row_store.UNCHANGED or claim.id < first.id:
        return
    record = entry_store.load_entry(connection, entry)
    assert record is not None
    take_answers(connection, desk, record, claim.answers, claim.id, claim.batch)


def _in_edition(
    connection: Connection, desk: Desk, record: EntryRecord, answers: Answers
) -> Answers:
    """Answers as far as the entry's form edition has items for them; the rest is left behind."""
    names = answer_names(load_form(connection, record.form_digest))
    kept, left = carry(answers, names)
    leave_behind(connection, desk, record.id, left, record.form_digest)
    return kept


def _remove(
    connection: Connection, desk: Desk, made: Sequence[EntryRecord], batch_id: BatchId
) -> tuple[int, set[EntryId]]:
    """Remove entries, but seat those anew that other files claim; how many went, and twins."""
    ids = [record.id for record in made]
    claims = {row.entry: row for row in row_store.rows_claiming(connection, ids, batch_id)}
    for record in made:
        if record.id in claims:
            _seat_anew(connection, desk, record, claims[record.id])
    going = [entry_id for entry_id in ids if entry_id not in claims]
    twins = entry_lookup.with_twins(connection, going)
    review_store.remove_history(connection, going)
    entry_store.remove_entries(connection, going)
    return len(going), twins - set(going)


def _seat_anew(connection: Connection, desk: Desk, record: EntryRecord, row: RowRecord) -> None:
    """Let an entry stand on the row of a file that said the same, or was not believed then."""
    answers = _in_edition(connection, desk, record, row.answers)
    keep_changes(connection, desk, record.id, record.answers, answers, row.batch)
    row_store.settle(connection, row.id, row_store.TAKEN, record.id)
    revise(connection, desk, record, answers, row_id=row.id)


def _take_back_forms(
    connection: Connection, desk: Desk, batch_id: BatchId, rows: Iterable[RowRecord]
) -> _TakenBack:
    codes = office_codes(connection)
    by_code: dict[str, list[RowRecord]] = defaultdict(list)
    for row in rows:
        by_code[code_of(row.answers, codes)].append(row)
    check_forms_free(connection, batch_id, by_code, codes)
    restored = [
        take_back_form(connection, desk, code, first_of(group)) for code, group in by_code.items()
    ]
    return _TakenBack(restored.count(False), restored.count(True), set())


def _take_back_answers(
    connection: Connection, desk: Desk, batch_id: BatchId, rows: Iterable[RowRecord]
) -> _TakenBack:
    touched = take_back_return(connection, desk, batch_id, list(rows))
    return _TakenBack(0, len(touched), touched)


_TAKE_BACK = {COMMUNITY: _take_back_forms, RETURN: _take_back_answers}
