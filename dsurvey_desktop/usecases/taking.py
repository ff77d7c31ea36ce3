"""What taking in individual and community forms have in common: rows, counts and batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.intake.model import JudgedRow, ParsedFile, ParsedRow, ParsedTable, Row
from dsurvey_desktop.intake.unread import UNREAD_CODES
from dsurvey_desktop.storage import batch_store, detail_store, log_store, row_store
from dsurvey_desktop.storage.batch_store import Counts, NewBatch, NewFile, Sums
from dsurvey_desktop.storage.codec import encode, spell
from dsurvey_desktop.storage.feed import AddRows
from dsurvey_desktop.storage.row_store import PENDING, SET_ASIDE, TAKEN, UNCHANGED, NewRow
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import ColumnView, FileOutcome
from dsurvey_desktop.usecases.logbook import new_line, note
from dsurvey_desktop.usecases.placing import (
    DIFFERS,
    Placement,
    reason_advice,
    reason_message,
    to_json,
)
from dsurvey_desktop.usecases.reason_places import reason_place
from dsurvey_desktop.usecases.table_columns import columns_of

if TYPE_CHECKING:
    from dsurvey_desktop.intake.return_answers import ReturnAnswers

Addition = tuple[AddRows, Sequence[Any]]
"""How something is added, and what; for `Feed.add`."""
Cell = tuple[Place, str]
"""Where a cell stands, and what it says."""

_SEVERITIES = {
    "total_line": Severity.NOTICE,
    "repeated_header": Severity.NOTICE,
    "signature_line": Severity.NOTICE,
    "note_line": Severity.NOTICE,
    "not_filled": Severity.NOTICE,
    "prepared_line": Severity.NOTICE,
    "other_year": Severity.WARNING,
    "differs": Severity.WARNING,
    "out_of_scope": Severity.WARNING,
    "returned": Severity.WARNING,
}


@dataclass(frozen=True)
class Arrival:
    """A file that arrived, taken apart; `digest` is the SHA-256 (hex) of its bytes.

    `answers` are there where the file is a return that comes back.
    """

    path: Path
    file: str
    data: bytes
    digest: str
    parsed: ParsedFile
    take_changes: bool
    answers: ReturnAnswers | None = None

    @cached_property
    def columns(self) -> tuple[ColumnView, ...]:
        """How its columns were understood."""
        return columns_of(self.parsed)


@dataclass(slots=True)
class Ledger:
    """The rows of one file with their outcomes; every row is entered exactly once.

    Attributes:
        next_id: of the row that is entered next.
        tables: of the file, to tell where a row's cells stand.
        rows: those that were not handed over yet.
        digests: of all rows.
        details: columns of lines that belong to rows.
        has_new_details: lines came that were not here before.
    """

    file: str
    batch: BatchId
    next_id: int
    tables: Sequence[ParsedTable] = ()
    rows_read: int = 0
    rows: list[NewRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    digests: list[str] = field(default_factory=list)
    details: list[dict[str, Any]] = field(default_factory=list)
    has_new_details: bool = False

    def enter(
        self, row: ParsedRow, placement: Placement, entry_id: int | None, cell: Cell | None = None
    ) -> int:
        """Note a row and what became of it; the row's id. `cell` is what the reason rests on."""
        new = _new_row(row, placement, self.next_id, self.batch, entry_id)
        self._add(new, row, is_known=placement.is_known)
        if placement.reason and placement.outcome != TAKEN:
            cell = cell or reason_place(self.file, self.tables, row, placement.reason)
            problem = _reason_problem(cell, placement.reason)
            if not any(_says_as_much(said, problem) for said in row.problems):
                self.problems.append(problem)
        return new.id

    def enter_taken(self, row: JudgedRow, entry_id: EntryId) -> RowId:
        """Note a row that an entry is made of; the row's id."""
        new = NewRow(
            self.next_id,
            self.batch,
            row.sheet,
            row.row,
            row.cells_json,
            row.digest,
            TAKEN,
            row.community,
            entry_id,
            changes_json=_changes(row),
        )
        self._add(new, row, is_known=False)
        return RowId(new.id)

    def _add(self, new: NewRow, row: Row, *, is_known: bool) -> None:
        self.next_id += 1
        self.rows_read += 1
        self.rows.append(new)
        self.digests.append(new.digest)
        self.counts[new.outcome] += 1
        if row.problems:
            self.problems += row.problems
        if row.details:
            self.details += _detail_values(row, new.id)
            self.has_new_details |= not is_known

    def is_news(self) -> bool:
        """False when every row was known already."""
        return self.has_new_details or self.counts[UNCHANGED] < self.rows_read


def _new_row(
    row: ParsedRow, placement: Placement, row_id: int, batch: BatchId, entry_id: int | None
) -> NewRow:
    return NewRow(
        row_id,
        batch,
        row.sheet,
        row.row,
        spell(row.cells),
        placement.digest,
        placement.outcome,
        row.community,
        entry_id,
        answers_json=placement.answers_json,
        changes_json=_changes(row),
        reason=placement.reason,
        message_json=_message(placement),
        proposal_json=encode(to_json(placement.proposal)) if placement.proposal else "",
    )


def _changes(row: Row) -> str:
    return encode([list(one) for one in row.changes]) if row.changes else ""


def _detail_values(row: Row, row_id: int) -> list[dict[str, Any]]:
    return [
        {"row_id": row_id, "sheet": one.sheet, "row_no": one.row, "cells_json": encode(one.cells)}
        for one in row.details
    ]


def _message(placement: Placement) -> str:
    return encode(reason_message(placement.reason).to_json()) if placement.reason else ""


def severity_of(reason: str) -> Severity:
    """How weighty it is that a row became no entry for this reason, or waits."""
    return _SEVERITIES.get(reason, Severity.ERROR)


def _says_as_much(said: Problem, reason: Problem) -> bool:
    """A cell told as unread is why a number is missing: told once."""
    is_same_cell = said.place.column > 0 and said.place == reason.place
    return said.code == reason.code or (said.code in UNREAD_CODES and is_same_cell)


def _reason_problem(cell: Cell, reason: str) -> Problem:
    told = reason_message(reason), reason_advice(reason)
    return Problem(reason, severity_of(reason), *cell, *told)


def open_ledger(unit: IntakeUnit, arrival: Arrival) -> Ledger:
    """A ledger whose batch and row ids are free in this unit of work."""
    return Ledger(arrival.file, unit.next_batch_id, unit.next_row_id, arrival.parsed.tables)


def close_ledger(unit: IntakeUnit, ledger: Ledger) -> None:
    """Note that the rows of a ledger are kept, so that the next file begins behind them."""
    unit.has_news = True
    unit.next_batch_id = BatchId(ledger.batch + 1)
    unit.next_row_id = ledger.next_id
    unit.kept.note_rows(ledger.digests)


def save_batch(
    connection: Connection, desk: Desk, arrival: Arrival, ledger: Ledger, kind: str
) -> None:
    """Keep file, batch and rows, and one line in the log."""
    for add, rows in (
        whole_batch(desk, arrival, ledger, kind),
        *new_rows(ledger),
        batch_line(desk, arrival, ledger),
    ):
        add(connection, rows)


def whole_batch(desk: Desk, arrival: Arrival, ledger: Ledger, kind: str) -> Addition:
    """File and batch, whose rows are all known."""
    new = _new_batch(desk, arrival, kind, ledger.batch)
    known = new._replace(counts=counts_of(ledger), problems=_problems(arrival, ledger))
    return batch_store.add_batches, [known]


def begun_batch(desk: Desk, arrival: Arrival, ledger: Ledger, kind: str) -> Addition:
    """File and batch, so that rows may follow; `summed_up` says how it ended."""
    return batch_store.add_batches, [_new_batch(desk, arrival, kind, ledger.batch)]


def summed_up(arrival: Arrival, ledger: Ledger) -> Addition:
    """Counts and problems of a batch that was begun, once all its rows are known."""
    return batch_store.sum_up, [Sums(ledger.batch, counts_of(ledger), _problems(arrival, ledger))]


def new_rows(ledger: Ledger) -> tuple[Addition, Addition]:
    """The rows entered since the last time, and lines that belong to them."""
    rows, ledger.rows = ledger.rows, []
    details, ledger.details = ledger.details, []
    return (row_store.add_rows, rows), (detail_store.add_details, details)


def batch_line(desk: Desk, arrival: Arrival, ledger: Ledger) -> Addition:
    """The line in the log."""
    detail = {"file_digest": arrival.digest, **counts_of(ledger)._asdict()}
    line = new_line(desk, "batch_taken_in", f"batch {ledger.batch}", detail)
    return log_store.append_all, [line]


def sum_up_again(
    connection: Connection,
    desk: Desk,
    arrival: Arrival,
    ledger: Ledger,
    unchanged: Collection[tuple[str, int]],
) -> None:
    """Keep counts and problems anew after rows (sheet, row) turned out to say nothing else."""
    ledger.problems = [
        one
        for one in ledger.problems
        if one.code != DIFFERS or (one.place.sheet, one.place.row) not in unchanged
    ]
    counts = counts_of(ledger)
    batch_store.sum_up(connection, [Sums(ledger.batch, counts, _problems(arrival, ledger))])
    note(connection, desk, "batch_counted_again", f"batch {ledger.batch}", counts._asdict())


def _new_batch(desk: Desk, arrival: Arrival, kind: str, batch: BatchId) -> NewBatch:
    file = NewFile(arrival.file, arrival.digest, arrival.data)
    counts, columns = Counts(), arrival.columns
    return NewBatch(batch, file, kind, desk.now(), desk.user.id, counts, columns, [])


def _problems(arrival: Arrival, ledger: Ledger) -> list[Any]:
    """Those of the file, and of its rows."""
    return [one.to_json() for one in (*arrival.parsed.problems, *ledger.problems)]


def counts_of(ledger: Ledger) -> Counts:
    """rows_read = taken + set_aside + unchanged + pending, by construction."""
    outcomes = (TAKEN, SET_ASIDE, UNCHANGED, PENDING)
    return Counts(ledger.rows_read, *(ledger.counts[name] for name in outcomes))


def outcome_of(arrival: Arrival, ledger: Ledger, kind: str) -> FileOutcome:
    """What the sender and the officer are told of a file."""
    return FileOutcome(
        file=arrival.file,
        kind=kind,
        batch=ledger.batch if ledger.is_news() else None,
        **counts_of(ledger)._asdict(),
        problems=(*arrival.parsed.problems, *ledger.problems),
        columns=arrival.columns,
    )
