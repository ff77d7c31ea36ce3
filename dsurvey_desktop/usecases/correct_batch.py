"""Correcting one item over many entries, after seeing each old and new value (product D3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import entry_store, queue_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import find_item, read_value, shown
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.correct_entry import check_correction, correct_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated

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
        return tuple(_lines(connection, batch))


def correct_batch(
    desk: Desk,
    batch: BatchCorrection,
    reason: str,
    ids: Sequence[EntryId] | None = None,
    progress: Progress = no_progress,
) -> tuple[ChangeLine, ...]:
    """Do what the preview showed, in one unit of work; each entry keeps its own correction.

    Args:
        desk: who corrects.
        batch: which item, which entries.
        reason: why; must not be empty.
        ids: those of the preview that are wanted; None for all that can be.
        progress: told for every entry; may cancel, then nothing is changed.

    Raises:
        AppError: `not_allowed`, `reason_missing`, `no_community`, `no_item`, `value_invalid`,
            `nothing_changed` where no entry is left to correct.
    """
    require(desk, Role.CLERK)
    why = stated(reason)
    with desk.database.write() as connection:
        lines = [one for one in _lines(connection, batch) if ids is None or one.entry in set(ids)]
        able = [one for one in lines if one.problem is None]
        if not able:
            raise AppError("nothing_changed", text("There is no entry to correct."))
        for number, one in enumerate(able):
            progress(number, len(able), text("Correcting"))
            record = entry_store.load_entry(connection, one.entry)
            assert record is not None
            correct_in(connection, desk, record, one.item, one.new, why)
        detail = {"item": batch.item, "entries": [one.entry for one in able], "reason": why}
        note(connection, desk, "batch_corrected", f"{len(able)} entries", detail)
    return tuple(lines)


def _lines(connection: Connection, batch: BatchCorrection) -> Iterator[ChangeLine]:
    check_known(connection, batch.wanted.community)
    form = load_edition(connection, INDIVIDUAL).form
    new = read_value(form, batch.item, batch.new)
    old = batch.old if batch.old == ANY else read_value(form, batch.item, batch.old)
    ids = queue_store.find_ids(connection, batch.wanted)
    for record in list(entry_store.load_entries(connection, ids)):
        here = record.answers.get(batch.item)
        if here != new and old in (ANY, here):
            yield change_line(form, record, batch.item, new)


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
