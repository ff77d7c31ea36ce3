"""Lines of details that came in a file of their own, joined to their forms (repeats, product B1).

Such a file waits while its forms are not here. Once all of its lines are joined it waits no
longer, but stays kept: forms that come again, corrected or after an undo, get the lines as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, RowId, WaitingId
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.archive import ARROW, below
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import Detail
from dsurvey_desktop.intake.problems import repeat_table, repeat_waiting
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.intake.repeats import (
    KEYS_OF_FORMS,
    Joiner,
    Key,
    RepeatTable,
    keys_beyond_file,
    repeat_of,
)
from dsurvey_desktop.storage import batch_store, detail_store, row_store, waiting_store
from dsurvey_desktop.storage.codec import encode
from dsurvey_desktop.storage.waiting_store import WaitingRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import DETAILS, NOTHING_TAKEN, FileOutcome
from dsurvey_desktop.usecases.intake_waiting import DETAILS_ALONE
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.row_cells import columns_of_row
from dsurvey_desktop.usecases.waiting_files import DETAILS_JOINED, outcome_to_json

_Rows = tuple[RowId, ...]


class _Joined(NamedTuple):
    """A line of details, and the rows of its form that are here."""

    detail: Detail
    rows: _Rows


def join_details(
    connection: Connection, desk: Desk, kept: Sequence[WaitingRecord], since: BatchId
) -> Mapping[WaitingId, FileOutcome]:
    """Join kept lines of details to forms, in the caller's unit of work.

    Args:
        connection: of the unit of work.
        desk: who takes in.
        kept: files with such lines, at least one.
        since: batches from this one on are new.

    Returns:
        What became of each file of which lines were joined now.
    """
    batches = dict(batch_store.batches_with_header(connection, KEYS_OF_FORMS))
    is_awaited = any(one.reason == DETAILS_ALONE for one in kept)
    if not is_awaited and all(one < since for one in batches):
        return {}
    tables = {one.id: list(_repeats(connection, one)) for one in kept}
    forms = _forms(connection, batches)
    joiner = Joiner(forms, [table for own in tables.values() for table in own])
    found = {}
    for one in kept:
        lines = [
            _Joined(detail, rows or ())
            for table in tables[one.id]
            for detail, rows in joiner.join(table)
        ]
        added = _keep_lines(connection, one, lines)
        is_done = all(line.rows for line in lines)
        if added or (is_done and one.reason == DETAILS_ALONE):
            found[one.id] = _say(connection, desk, one, lines, added)
    return found


def _repeats(connection: Connection, kept: WaitingRecord) -> Iterator[RepeatTable]:
    """The tables of a kept file; its number before their names keeps files of a name apart."""
    data = batch_store.load_file(connection, kept.file_id)
    for sheet in read_file(data, kept.name, DEFAULT_LIMITS).sheets:
        if (repeat := repeat_of(sheet)) is not None:
            named = replace(sheet, name=f"{kept.id}{ARROW}{sheet.name}")
            yield replace(repeat, sheet=named)


def _forms(connection: Connection, batches: Mapping[BatchId, list[Any]]) -> dict[Key, _Rows]:
    """The rows of forms here by what they are called."""
    forms: dict[Key, list[RowId]] = defaultdict(list)
    for batch, columns in batches.items():
        for row in row_store.rows_of(connection, batch):
            headers = _headers(columns_of_row(columns, row.sheet, row.row))
            for key in keys_beyond_file(headers, row.cells):
                forms[key].append(row.id)
    return {key: tuple(rows) for key, rows in forms.items()}


def _headers(columns: Sequence[Mapping[str, Any]]) -> list[str]:
    headers = [""] * max((one["column"] for one in columns), default=0)
    for one in columns:
        headers[one["column"] - 1] = one["header"]
    return headers


def _keep_lines(connection: Connection, kept: WaitingRecord, lines: Iterable[_Joined]) -> int:
    """Add the lines that their rows do not have yet; how many."""
    lines = list(lines)
    ids = sorted({row for line in lines for row in line.rows})
    here = {
        (row, one.cells)
        for row, found in detail_store.details_of_rows(connection, ids).items()
        for one in found
    }
    news = [
        (line.detail, row)
        for line in lines
        for row in line.rows
        if (row, line.detail.cells) not in here
    ]
    detail_store.add_details(connection, [_values(kept, detail, row) for detail, row in news])
    return len(news)


def _values(kept: WaitingRecord, detail: Detail, row: RowId) -> dict[str, Any]:
    return {
        "row_id": row,
        "sheet": _sheet(kept, detail),
        "row_no": detail.row,
        "cells_json": encode(detail.cells),
    }


def _sheet(kept: WaitingRecord, detail: Detail) -> str:
    """The file's name in place of its number."""
    return below(kept.name, detail.sheet.partition(ARROW)[2])


def _say(
    connection: Connection, desk: Desk, kept: WaitingRecord, lines: Sequence[_Joined], added: int
) -> FileOutcome:
    """Tell how many lines found their forms, and keep what the file still waits for."""
    joined = sum(bool(line.rows) for line in lines)
    is_done = joined == len(lines)
    outcome = _joined(kept, joined) if is_done else _waiting(kept, joined, len(lines))
    reason = DETAILS_JOINED if is_done else DETAILS_ALONE
    waiting_store.change_reason(connection, kept.id, reason, outcome_to_json(outcome))
    if added:
        detail = {"lines": added, "left": len(lines) - joined}
        note(connection, desk, "details_joined", f"waiting {kept.id}", detail)
    return outcome


def _joined(kept: WaitingRecord, count: int) -> FileOutcome:
    told = repeat_table(Place(kept.name), count)
    path = Path(kept.path)
    return FileOutcome(**NOTHING_TAKEN, file=kept.name, kind=DETAILS, problems=(told,), path=path)


def _waiting(kept: WaitingRecord, joined: int, count: int) -> FileOutcome:
    told = repeat_waiting(Place(kept.name), joined, count)
    return replace(_joined(kept, 0), problems=(told,), waiting=kept.id)
