"""Taking back as one what somebody corrected in many entries in one go (product D3, J4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import entry_store, log_store, review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.correct_batch import BATCH_CORRECTED, ChangeLine, correct_many
from dsurvey_desktop.usecases.correct_entry import UNDONE, check_changeable
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step


@dataclass(frozen=True, slots=True)
class ManyUndone:
    """What was taken back: the item, the reason it was corrected for, each entry.

    `lines` with a `problem` stay as they are: somebody changed the answer again since.
    """

    item: str
    label: str
    reason: str
    lines: tuple[ChangeLine, ...]


def undo_batch_correction(desk: Desk, progress: Progress = no_progress) -> ManyUndone:
    """Take back one's own newest correction of many entries; both stay on record.

    Raises:
        AppError: `not_allowed`, `nothing_to_undo`.
    """
    require_step(desk, EntryStep.CORRECT)
    with desk.database.write() as connection:
        done = {one.entry: one for one in _newest(connection, desk)}
        pairs = _lines(connection, done)
        lines = tuple(line for line, _record in pairs)
        able = [(line, record) for line, record in pairs if line.problem is None]
        if not able:
            raise AppError(
                "nothing_to_undo",
                text("There is no correction of many entries of yours to take back."),
            )
        first = next(iter(done.values()))
        undoes = {record.id: done[record.id].id for _line, record in able}
        correct_many(connection, desk, able, UNDONE, progress, undoes)
        detail = {
            "item": first.item,
            "entries": [record.id for _line, record in able],
            "left": [one.entry for one in lines if one.problem is not None],
            "reason": UNDONE,
        }
        note(connection, desk, "batch_correction_undone", f"{len(able)} entries", detail)
        label = _label(all_items(connection, INDIVIDUAL).get(first.item), first.item)
    return ManyUndone(first.item, label, first.reason, lines)


def _newest(connection: Connection, desk: Desk) -> tuple[CorrectionRecord, ...]:
    """What still stands of one's newest batch of which anything stands."""
    for detail in log_store.details_of(connection, BATCH_CORRECTED, desk.user.id):
        first, last = detail.get("corrections", (1, 0))
        found = review_store.standing_between(connection, first, last)
        if found:
            return found
    return ()


def _label(item: Item | None, name: str) -> str:
    return label_of(item.labels) if item else name


def _lines(
    connection: Connection, done: dict[EntryId, CorrectionRecord]
) -> list[tuple[ChangeLine, EntryRecord]]:
    items = all_items(connection, INDIVIDUAL)
    records = entry_store.load_entries(connection, sorted(done))
    return [(_line(items.get(done[one.id].item), one, done[one.id]), one) for one in records]


def _line(item: Item | None, record: EntryRecord, one: CorrectionRecord) -> ChangeLine:
    here = record.answers.get(one.item)
    return ChangeLine(
        record.id,
        record.name,
        record.certificate_no,
        one.item,
        here,
        one.old,
        shown(item, here) if item else str(here or ""),
        shown(item, one.old) if item else str(one.old or ""),
        _problem(record, one),
        record.approved_by is not None,
    )


def _problem(record: EntryRecord, one: CorrectionRecord) -> Text | None:
    if record.answers.get(one.item) != one.new:
        return text("This answer was changed again after your correction.")
    try:
        check_changeable(record)
    except AppError as error:
        return error.message
    return None
