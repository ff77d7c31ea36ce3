"""Correcting an answer: old value, new value, who, when and why stay for ever (product D3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.answer_values import read_value
from dsurvey_desktop.usecases.community_inspection import inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import load_form
from dsurvey_desktop.usecases.entry_views import EntryView, Seen
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.meanwhile import check_seen
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.placing import can_be_changed
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.revise import revise
from dsurvey_desktop.usecases.show_entry import load, show_entry

OFFICE = "office"
UNDONE = "undo"


def correct_entry(
    desk: Desk,
    entry_id: EntryId,
    item: str,
    value: Value | None,
    reason: str,
    seen: Seen | None = None,
) -> EntryView:
    """Give an item a new value; rules and checks run again and an approval falls.

    Args:
        desk: who corrects.
        entry_id: the entry.
        item: item name, not `certificate_no`, which is whom the entry is about.
        value: code, list of codes, ISO date, number or text; None or "" for blank.
        reason: why; must not be empty.
        seen: the entry as the person had it before them; None where nobody looked at it.

    Raises:
        AppError: `not_allowed`, `no_entry`, `no_item`, `reason_missing`, `value_invalid`,
            `nothing_changed`, `entry_accepted`, `number_fixed`, `entry_changed`.
    """
    require_step(desk, EntryStep.CORRECT)
    why = stated(reason)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen, {item: value})
        correct_in(connection, desk, record, item, value, why)
    return show_entry(desk, entry_id)


def correct_in(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    item: str,
    value: Value | None,
    reason: str,
) -> None:
    """Correct an answer in the caller's unit of work, log it and run the rules again.

    Raises:
        AppError: `no_item`, `value_invalid`, `nothing_changed`, `entry_accepted`, `number_fixed`.
    """
    correct_all_in(connection, desk, record, {item: value}, reason)


def correct_all_in(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    values: Mapping[str, Value | None],
    reason: str,
) -> None:
    """The same for several answers of the entry, which are taken back as one."""
    form = load_form(connection, record.form_digest)
    read = {item: read_value(form, item, value) for item, value in values.items()}
    for item, new in read.items():
        check_correction(record, item, record.answers.get(item), new)
        _keep(connection, desk, record, item, new, reason=reason)
    _apply(connection, desk, record, read)
    for item, new in read.items():
        detail = {"item": item, "old": record.answers.get(item), "new": new, "reason": reason}
        note(connection, desk, "entry_corrected", f"entry {record.id}", detail)


def _keep(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    item: str,
    new: Value | None,
    *,
    reason: str,
    undoes: int | None = None,
) -> None:
    review_store.add_correction(
        connection,
        record.id,
        item,
        record.answers.get(item),
        new,
        reason=reason,
        source=OFFICE,
        user_id=desk.user.id,
        at=desk.now(),
        undoes=undoes,
    )


def undo_correction(desk: Desk, entry_id: EntryId, seen: Seen | None = None) -> EntryView:
    """Take back one's own last correction, with what was corrected together; all stay on record.

    Raises:
        AppError: `not_allowed`, `no_entry`, `nothing_to_undo`, `entry_accepted`, `entry_changed`,
            `corrected_since` where another value came after it.
    """
    require_step(desk, EntryStep.CORRECT)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen)
        done = _last_own(connection, desk, entry_id)
        check_changeable(record)
        for one in done:
            _check_stands(record, one)
            _keep(connection, desk, record, one.item, one.old, reason=UNDONE, undoes=one.id)
        _apply(connection, desk, record, {one.item: one.old for one in done})
        for one in done:
            detail = {
                "item": one.item,
                "old": one.new,
                "new": one.old,
                "correction": one.id,
                "reason": UNDONE,
            }
            note(connection, desk, "correction_undone", f"entry {entry_id}", detail)
    return show_entry(desk, entry_id)


def _check_stands(record: EntryRecord, last: CorrectionRecord) -> None:
    if record.answers.get(last.item) != last.new:
        raise AppError(
            "corrected_since",
            text("This answer was changed again after your correction. Nothing was taken back."),
            text("Please look at the entry's history, then correct the answer itself."),
        )


def redo_correction(desk: Desk, entry_id: EntryId, seen: Seen | None = None) -> EntryView:
    """Do one's own correction again that was taken back last; nothing was changed in between.

    Raises:
        AppError: `not_allowed`, `no_entry`, `nothing_to_redo`, `entry_accepted`, `entry_changed`.
    """
    require_step(desk, EntryStep.CORRECT)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen)
        first = _last_undone(connection, desk, record)
        values = {one.item: one.new for one in first}
        correct_all_in(connection, desk, record, values, first[0].reason)
    return show_entry(desk, entry_id)


def _last_undone(connection: Connection, desk: Desk, record: EntryRecord) -> list[CorrectionRecord]:
    """What one's last undoing took back, while all of it is as it was left then."""
    corrections = review_store.corrections_of(connection, record.id)
    last = next((one for one in reversed(corrections) if one.by == desk.user.id), None)
    if last is not None and last.undoes is not None and last.source == OFFICE:
        undone = {one.undoes: one for one in _with(last, corrections)}
        first = [one for one in corrections if one.id in undone]
        if all(record.answers.get(one.item) == undone[one.id].new for one in first):
            return first
    raise AppError("nothing_to_redo", text("There is no correction of yours to do again."))


def _with(one: CorrectionRecord, corrections: Iterable[CorrectionRecord]) -> list[CorrectionRecord]:
    """It and those of its entry that were kept together with it: they led to one version."""
    if one.version is None:
        return [one]
    return [other for other in corrections if other.version == one.version]


def _apply(
    connection: Connection, desk: Desk, record: EntryRecord, new: Mapping[str, Value | None]
) -> None:
    kept = {name: value for name, value in record.answers.items() if name not in new}
    revise(
        connection,
        desk,
        record,
        kept | {name: value for name, value in new.items() if value is not None},
    )
    inspect_community(connection, desk, record.community_code)


def check_correction(record: EntryRecord, item: str, old: Value | None, new: Value | None) -> None:
    """AppError `entry_accepted`, `number_fixed` or `nothing_changed` where it can't be done."""
    check_changeable(record)
    if item == "certificate_no":
        raise AppError(
            "number_fixed",
            text("The certificate number says whom the entry is about and can't be corrected."),
            text("Take the file back and let the community send the right number."),
        )
    if old == new:
        raise AppError("nothing_changed", text("The new value is the one that is there."))


def check_changeable(record: EntryRecord) -> None:
    """AppError `entry_accepted` for what the district has accepted (product D8)."""
    if not can_be_changed(record.state):
        raise AppError(
            "entry_accepted",
            text("The district has accepted this entry; it can't be changed here."),
            text("Please ask the district to send it back."),
        )


def _last_own(connection: Connection, desk: Desk, entry_id: EntryId) -> list[CorrectionRecord]:
    corrections = review_store.corrections_of(connection, entry_id)
    undone = {one.undoes for one in corrections}
    own = [
        one
        for one in corrections
        if one.by == desk.user.id
        and one.source == OFFICE
        and one.undoes is None
        and one.id not in undone
    ]
    if not own:
        raise AppError("nothing_to_undo", text("There is no correction of yours to undo."))
    return _with(own[-1], own)
