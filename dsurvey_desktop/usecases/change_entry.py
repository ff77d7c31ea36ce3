"""Taking differing values of a row into an entry that exists; every change stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.storage import form_store, review_store, row_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.carrying import answer_names, carry, current_names, leave_behind
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_form
from dsurvey_desktop.usecases.intake_views import Difference
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.revise import revise

RESUBMITTED = "resubmitted"
"""Reason of corrections that came with a community's corrected file."""


def differences(old: Answers, new: Answers) -> tuple[Difference, ...]:
    """Items whose values differ, in the order of the new answers, blanks last."""
    names = dict.fromkeys([*new, *old])
    return tuple(
        Difference(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def change_list(old: Answers, new: Answers) -> list[tuple[str, Value | None, Value | None]]:
    """What changed as the log keeps it: item, old value, new value."""
    return [(one.item, one.old, one.new) for one in differences(old, new)]


def source_of(batch: BatchId) -> str:
    """What corrections that came with a batch name as their source."""
    return f"batch {batch}"


def take_answers(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    answers: Answers,
    row_id: RowId,
    batch: BatchId,
    *,
    outcome: str = row_store.TAKEN,
    before: Mapping[str, Any] | None = None,
) -> None:
    """Replace an entry's answers by a row's, keeping what was before with the row.

    The entry comes to the campaign's form edition by it; answers that has no item for are left
    behind with the entry's history. `outcome` is PENDING where a person has decided of some of the
    row's answers only, and `before` what stood before the first of them was taken.
    """
    digest, names = form_store.current_digest(connection, INDIVIDUAL), current_names(connection)
    said, here = carry(answers, names), carry(record.answers, names)
    leave_behind(connection, desk, record.id, {**here.left, **said.left}, digest)
    keep_changes(connection, desk, record.id, here.answers, said.answers, batch)
    stood = dict(before) if before else {"answers": record.answers, "row_id": record.row_id}
    row_store.settle(connection, row_id, outcome, record.id, stood)
    revise(connection, desk, record, said.answers, row_id=row_id, form_digest=digest)
    detail = {"batch": batch, "row": row_id, "changes": change_list(record.answers, said.answers)}
    note(connection, desk, "entry_changed", f"entry {record.id}", detail)


def proposed(answers: Answers, row: RowRecord) -> Answers:
    """An entry's answers as a pending row wants them; a return's row says single items only."""
    if row.reason != row_store.RETURNED:
        return row.answers
    return with_items(answers, row.answers)


def with_items(answers: Answers, items: Mapping[str, Value | None]) -> Answers:
    """Answers with some of them replaced; None is blank."""
    merged: dict[str, Value | None] = {**answers, **items}
    return {name: value for name, value in merged.items() if value is not None}


def take_items(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    items: Mapping[str, Value | None],
    row_id: RowId,
    batch: BatchId,
) -> None:
    """Replace single answers by a return's; the entry stays on its row and its form edition."""
    names = answer_names(load_form(connection, record.form_digest))
    answers, left = carry(with_items(record.answers, items), names)
    leave_behind(connection, desk, record.id, left, record.form_digest)
    keep_changes(connection, desk, record.id, record.answers, answers, batch)
    before = {"answers": record.answers, "row_id": record.row_id}
    row_store.settle(connection, row_id, row_store.TAKEN, record.id, before)
    revise(connection, desk, record, answers)
    detail = {"batch": batch, "row": row_id, "changes": change_list(record.answers, answers)}
    note(connection, desk, "entry_changed", f"entry {record.id}", detail)


def keep_changes(
    connection: Connection,
    desk: Desk,
    entry_id: EntryId,
    old: Answers,
    new: Answers,
    batch: BatchId,
) -> None:
    """Keep each changed answer as a correction that came with a batch."""
    for one in differences(old, new):
        review_store.add_correction(
            connection,
            entry_id,
            one.item,
            one.old,
            one.new,
            reason=RESUBMITTED,
            source=source_of(batch),
            user_id=desk.user.id,
            at=desk.now(),
        )
