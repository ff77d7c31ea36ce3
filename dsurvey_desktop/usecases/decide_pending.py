"""Taking the new values of waiting rows, or keeping what is here: whole rows or single answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import community_store, entry_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.change_entry import take_answers, take_items
from dsurvey_desktop.usecases.community_forms import code_of, keep_form, office_codes
from dsurvey_desktop.usecases.correct_entry import check_changeable
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.pending_answers import (
    WhatIsHere,
    with_row_items,
)
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.recheck import recheck

Choice = Mapping[RowId, Collection[str]]
"""Items by row; none of a row means all of it."""


class Decided(NamedTuple):
    """How many rows were touched and how many answers of them decided."""

    rows: int
    values: int


def decide_pending(desk: Desk, row_ids: Sequence[RowId], *, take: bool, reason: str = "") -> int:
    """Settle whole waiting rows in one unit of work; how many.

    Raises:
        AppError: `not_allowed`, `no_row`, `entry_accepted`; nothing is changed then.
    """
    return decide_answers(desk, dict.fromkeys(row_ids, ()), take=take, reason=reason).rows


def decide_answers(desk: Desk, choice: Choice, *, take: bool, reason: str = "") -> Decided:
    """Decide of answers of waiting rows in one unit of work.

    A row waits on until all of its answers are decided. A community's answer to a return is
    decided as a whole.

    Raises:
        AppError: `not_allowed`, `no_row`, `no_difference` (a row says nothing else of these
            items), `entry_accepted`; nothing is changed then.
    """
    require_step(desk, EntryStep.CORRECT)
    if not choice:
        return Decided(0, 0)
    cause = "differences_taken" if take else "differences_kept"
    with desk.database.write() as connection:
        rows = [_load(connection, row_id) for row_id in choice]
        values = sum(_decide(connection, desk, row, choice[row.id], take=take) for row in rows)
        detail = {"rows": list(choice), "reason": reason.strip()}
        items = sorted({item for items in choice.values() for item in items})
        detail |= {"items": items} if items else {}
        note(connection, desk, cause, f"{len(rows)} rows", detail)
        recheck(connection, desk, cause, [row.entry for row in rows if row.entry is not None])
    return Decided(len(rows), values)


def _load(connection: Connection, row_id: RowId) -> RowRecord:
    row = row_store.load_row(connection, row_id)
    if row is None or row.outcome != row_store.PENDING:
        raise AppError(
            "no_row",
            text("There is no such row waiting."),
            text("Please look at the list of differences."),
        )
    return row


def _decide(
    connection: Connection, desk: Desk, row: RowRecord, items: Collection[str], *, take: bool
) -> int:
    """Decide of a row; how many answers."""
    here = WhatIsHere(connection, [row])
    waiting = [one.item for one in here.differences(row)]
    if row.reason == row_store.RETURNED or not items:
        chosen = waiting
    else:
        chosen = [item for item in waiting if item in items]
        if not chosen:
            raise _no_difference()
    if row.reason == row_store.RETURNED and take:
        _take_return(connection, desk, row)
        return len(chosen)
    is_last = len(chosen) == len(waiting)
    if take:
        names = here.names(row)
        unasked = [item for item in row.answers if item not in names] if is_last else []
        answers = with_row_items(here.answers(row), row, [*chosen, *unasked])
        _take(connection, desk, row, answers, is_last=is_last)
    else:
        _keep(connection, row, chosen, is_last=is_last)
    return len(chosen)


def _keep(connection: Connection, row: RowRecord, items: Collection[str], *, is_last: bool) -> None:
    """A row of which nothing was taken ends as kept, else as taken."""
    row_store.keep_items(connection, row.id, [*row.kept, *items])
    if is_last:
        outcome = row_store.KEPT if row.before is None else row_store.TAKEN
        row_store.settle(connection, row.id, outcome, row.entry, row.before)


def _take(
    connection: Connection, desk: Desk, row: RowRecord, answers: Answers, *, is_last: bool
) -> None:
    outcome = row_store.TAKEN if is_last else row_store.PENDING
    if row.entry is None:
        _take_form(connection, desk, row, answers, outcome)
        return
    record = _entry_of(connection, row.entry)
    before = row.before if record.row_id == row.id else None
    take_answers(
        connection, desk, record, answers, row.id, row.batch, outcome=outcome, before=before
    )


def _take_return(connection: Connection, desk: Desk, row: RowRecord) -> None:
    assert row.entry is not None
    record = _entry_of(connection, row.entry)
    take_items(connection, desk, record, row.answers, row.id, row.batch)


def _entry_of(connection: Connection, entry_id: EntryId) -> entry_store.EntryRecord:
    record = entry_store.load_entry(connection, entry_id)
    assert record is not None
    check_changeable(record)
    return record


def _take_form(
    connection: Connection, desk: Desk, row: RowRecord, answers: Answers, outcome: str
) -> None:
    """Give a community the answers; what stood before the row came stays with the row."""
    code = code_of(row.answers, office_codes(connection))
    here = community_store.load_forms(connection).get(code)
    before = row.before if here is not None and here.row_id == row.id else None
    if before is None and here is not None:
        before = {"answers": here.answers, "row_id": here.row_id}
    keep_form(connection, desk, code, answers, row.id)
    row_store.settle(connection, row.id, outcome, None, before)


def _no_difference() -> AppError:
    return AppError(
        "no_difference",
        text("The row says nothing else of these items."),
        text("Please look at the list of differences."),
    )
