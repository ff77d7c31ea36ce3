"""Correcting one item over many entries, after seeing each old and new value (product D3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import entry_store, queue_store, review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import find_item, read_value, shown
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.correct_entry import OFFICE, check_correction
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition, load_form
from dsurvey_desktop.usecases.item_relevance import Relevance
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.revise_many import revise_many

BATCH_CORRECTED = "batch_corrected"
ANY: Value = "*"
"""Stands for whatever is there, in place of a stated old value."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one correction would do or did.

    Attributes:
        old, new: as the form keeps them, None for blank; `old_shown` and `new_shown` in words.
        problem: why it can't be done; None where it can.
        was_approved: its approval falls.
        row: of the correction file; 0 where there is none.
    """

    entry: EntryId
    name: str
    certificate_no: str
    item: str
    old: Value | None
    new: Value | None
    old_shown: str
    new_shown: str
    problem: Text | None
    was_approved: bool
    row: int = 0


@dataclass(frozen=True, slots=True)
class BatchCorrection:
    """One item to be corrected in many entries.

    Attributes:
        item: its name.
        old: only entries whose answer is this, as typed; `ANY` for whatever it is.
        new: the new value as typed; None or empty for blank.
        wanted: which entries.
    """

    item: str
    old: Value | None
    new: Value | None
    wanted: EntryFilter


def preview_batch(desk: Desk, batch: BatchCorrection) -> tuple[ChangeLine, ...]:
    """Each entry with its old and new value; entries that say the new value already are left out.

    Raises:
        AppError: `no_community`, `no_item`, `value_invalid`.
    """
    with desk.database.read() as connection:
        return tuple(line for line, _record in _lines(connection, desk, batch))


def correct_batch(
    desk: Desk,
    batch: BatchCorrection,
    reason: str,
    ids: Sequence[EntryId] | None = None,
    progress: Progress = no_progress,
    shown: Sequence[ChangeLine] | None = None,
) -> tuple[ChangeLine, ...]:
    """Do what the preview showed, in one unit of work; each entry keeps its own correction.

    The log keeps which corrections they are; by that `undo_batch_correction` finds them again.

    Args:
        desk: who corrects.
        batch: which item, which entries.
        reason: why; must not be empty.
        ids: those of the preview that are wanted; None for all that can be.
        progress: told every few hundred entries; may cancel, then nothing is changed.
        shown: the preview a person looked at: an entry it does not name, or whose answer is
            another by now, stays as it is and says so; None where nobody looked.

    Raises:
        AppError: `not_allowed`, `reason_missing`, `no_community`, `no_item`, `value_invalid`,
            `nothing_changed` where no entry is left to correct.
    """
    require_step(desk, EntryStep.CORRECT)
    why = stated(reason)
    with desk.database.write() as connection:
        wanted = None if ids is None else set(ids)
        found = [
            (line, record)
            for line, record in _lines(connection, desk, batch)
            if wanted is None or record.id in wanted
        ]
        records = {record.id: record for _line, record in found}
        lines = [line for line, _record in found]
        if shown is not None:
            lines = _still_as_shown(lines, shown)
        able = [one for one in lines if one.problem is None]
        if not able:
            raise AppError("nothing_changed", text("There is no entry to correct."))
        before = review_store.newest_correction(connection)
        correct_many(connection, desk, [(one, records[one.entry]) for one in able], why, progress)
        detail = {
            "corrections": [before + 1, review_store.newest_correction(connection)],
            "item": batch.item,
            "new": able[0].new,
            "entries": [one.entry for one in able],
            "old": [one.old for one in able],
            "reason": why,
        }
        note(connection, desk, BATCH_CORRECTED, f"{len(able)} entries", detail)
    return tuple(lines)


def correct_many(
    connection: Connection,
    desk: Desk,
    lines: Sequence[tuple[ChangeLine, EntryRecord]],
    reason: str,
    progress: Progress,
    undoes: Mapping[EntryId, int] | None = None,
) -> None:
    """Do these changes of entries as they stand in the caller's unit of work, which logs them.

    `undoes` names by entry the correction that is taken back, where one is.
    """
    at = desk.now()
    changes: list[tuple[EntryRecord, Answers]] = []
    history = []
    for one, record in lines:
        kept = {name: value for name, value in record.answers.items() if name != one.item}
        changes.append((record, kept if one.new is None else {**kept, one.item: one.new}))
        values = review_store.correction_values(
            record.id,
            one.item,
            one.old,
            one.new,
            reason=reason,
            source=OFFICE,
            user_id=desk.user.id,
            at=at,
        )
        taken_back = undoes[record.id] if undoes else None
        history.append({**values, "undoes": taken_back, "version": record.version + 1})
    review_store.add_corrections(connection, history)
    revise_many(connection, desk, changes, progress)


def _still_as_shown(lines: Sequence[ChangeLine], shown: Sequence[ChangeLine]) -> list[ChangeLine]:
    """Those that were shown; where another answer stands now it says so."""
    before = {one.entry: one for one in shown if one.problem is None}
    words = text("It was changed after you were shown it.")
    return [
        one if before[one.entry].old == one.old else replace(one, problem=one.problem or words)
        for one in lines
        if one.entry in before
    ]


def _lines(
    connection: Connection, desk: Desk, batch: BatchCorrection
) -> Iterator[tuple[ChangeLine, EntryRecord]]:
    check_known(connection, batch.wanted.community)
    form = load_edition(connection, INDIVIDUAL).form
    new = read_value(form, batch.item, batch.new)
    old = batch.old if batch.old == ANY else read_value(form, batch.item, batch.old)
    ids = queue_store.find_ids(connection, batch.wanted)
    refused: dict[str, Text | None] = {}
    asked = Relevance(connection, desk, batch.item)
    for record in list(entry_store.load_entries(connection, ids)):
        here = record.answers.get(batch.item)
        if here != new and old in (ANY, here):
            if record.form_digest not in refused:
                refused[record.form_digest] = _refused_by(connection, record, batch)
            line = change_line(form, record, batch.item, new)
            refusal = refused[record.form_digest]
            if refusal is None and here is None and not asked.of(record):
                refusal = text("This person is not asked it.")
            yield (line if refusal is None else replace(line, problem=refusal)), record


def _refused_by(connection: Connection, record: EntryRecord, batch: BatchCorrection) -> Text | None:
    """Why the edition an entry stands on does not take the new value; None where it does."""
    try:
        read_value(load_form(connection, record.form_digest), batch.item, batch.new)
    except AppError as error:
        return error.message
    return None


def change_line(
    form: Form, record: EntryRecord, item: str, new: Value | None, row: int = 0
) -> ChangeLine:
    """What giving an entry this value would do."""
    asked = find_item(form, item)
    old = record.answers.get(item)
    return ChangeLine(
        record.id,
        record.name,
        record.certificate_no,
        item,
        old,
        new,
        shown(asked, old),
        shown(asked, new),
        _problem(record, item, old, new),
        record.approved_by is not None,
        row,
    )


def _problem(record: EntryRecord, item: str, old: Value | None, new: Value | None) -> Text | None:
    try:
        check_correction(record, item, old, new)
    except AppError as error:
        return error.message
    return None
