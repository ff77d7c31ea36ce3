"""What taking in individual and community forms have in common: rows, counts and batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.intake.model import ParsedFile, ParsedRow, ParsedTable
from dsurvey_desktop.storage import batch_store, detail_store, entry_store, row_store
from dsurvey_desktop.storage.codec import encode
from dsurvey_desktop.storage.feed import Rows
from dsurvey_desktop.storage.row_store import PENDING, SET_ASIDE, TAKEN, UNCHANGED
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.logbook import note
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


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class Ledger:
    """The rows of one file with their outcomes; every row is entered exactly once.

    Attributes:
        next_id: of the row that is entered next.
        tables: of the file, to tell where a row's cells stand.
        rows: columns of the rows that were not handed over yet.
        digests: of all rows.
        details: columns of lines that belong to rows.
        has_new_details: lines came that were not here before.
    """

    file: str
    batch: BatchId
    next_id: int
    tables: Sequence[ParsedTable] = ()
    rows_read: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    digests: list[str] = field(default_factory=list)
    details: list[dict[str, Any]] = field(default_factory=list)
    has_new_details: bool = False

    def enter(self, row: ParsedRow, placement: Placement, entry_id: int | None) -> int:
        """Note a row and what became of it; the row's id."""
        row_id = self.next_id
        self.next_id += 1
        self.rows_read += 1
        self.rows.append(_row_values(row, placement, row_id, self.batch, entry_id))
        self.digests.append(placement.digest)
        if row.details:
            self.details += _detail_values(row, row_id)
            self.has_new_details |= not placement.is_known
        self.counts[placement.outcome] += 1
        self.problems += row.problems
        if placement.reason and placement.outcome != TAKEN:
            said = {problem.code for problem in row.problems}
            if placement.reason not in said:
                self.problems.append(_reason_problem(self.file, self.tables, row, placement))
        return row_id

    def is_news(self) -> bool:
        """False when every row was known already."""
        return self.has_new_details or self.counts[UNCHANGED] < self.rows_read

    def hand_over(self) -> list[dict[str, Any]]:
        """The rows entered since the last time, to be kept now."""
        rows, self.rows = self.rows, []
        return rows


def _row_values(
    row: ParsedRow, placement: Placement, row_id: int, batch: BatchId, entry_id: int | None
) -> dict[str, Any]:
    return {
        "id": row_id,
        "batch_id": batch,
        "sheet": row.sheet,
        "row_no": row.row,
        "cells_json": row.ahead.cells_json if row.ahead else encode(row.cells),
        "answers_json": "" if placement.makes_entry else placement.answers_json,
        "changes_json": encode([list(one) for one in row.changes]) if row.changes else "",
        "digest": placement.digest,
        "outcome": placement.outcome,
        "reason": placement.reason,
        "message_json": _message(placement),
        "proposal_json": encode(to_json(placement.proposal)) if placement.proposal else "",
        "entry_id": entry_id,
        "community": row.community,
        "before_json": "",
    }


def _detail_values(row: ParsedRow, row_id: int) -> list[dict[str, Any]]:
    return [
        {"row_id": row_id, "sheet": one.sheet, "row_no": one.row, "cells_json": encode(one.cells)}
        for one in row.details
    ]


def _message(placement: Placement) -> str:
    return encode(reason_message(placement.reason).to_json()) if placement.reason else ""


def severity_of(reason: str) -> Severity:
    """How weighty it is that a row became no entry for this reason, or waits."""
    return _SEVERITIES.get(reason, Severity.ERROR)


def _reason_problem(
    file: str, tables: Sequence[ParsedTable], row: ParsedRow, placement: Placement
) -> Problem:
    place, value = reason_place(file, tables, row, placement.reason)
    return Problem(
        placement.reason,
        severity_of(placement.reason),
        place,
        value,
        reason_message(placement.reason),
        reason_advice(placement.reason),
    )


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
    connection: Connection,
    desk: Desk,
    arrival: Arrival,
    ledger: Ledger,
    kind: str,
    entries: Rows = (),
) -> None:
    """Keep file, batch, rows and the entries made of them, and one line in the log."""
    counts = counts_of(ledger)
    _add_batch(connection, desk, arrival, (ledger.batch, kind), counts, _problems(arrival, ledger))
    row_store.add_rows(connection, ledger.hand_over())
    detail_store.add_details(connection, ledger.details)
    entry_store.add_entries(connection, entries)
    _log_batch(connection, desk, arrival, ledger)


def open_batch(
    connection: Connection,
    desk: Desk,
    arrival: Arrival,
    batch: BatchId,
    kind: str,
) -> None:
    """Keep file and batch, so that rows may follow; `close_batch` says how it ended."""
    _add_batch(connection, desk, arrival, (batch, kind), counts_of(Ledger("", batch, 0)), [])


def close_batch(connection: Connection, desk: Desk, arrival: Arrival, ledger: Ledger) -> None:
    """Keep counts and problems of a batch whose rows are all there, and one line in the log."""
    kept = _problems(arrival, ledger)
    detail_store.add_details(connection, ledger.details)
    batch_store.sum_up(connection, ledger.batch, counts_of(ledger), kept)
    _log_batch(connection, desk, arrival, ledger)


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
    batch_store.sum_up(connection, ledger.batch, counts, _problems(arrival, ledger))
    note(connection, desk, "batch_counted_again", f"batch {ledger.batch}", counts)


def _add_batch(
    connection: Connection,
    desk: Desk,
    arrival: Arrival,
    batch: tuple[BatchId, str],
    counts: dict[str, int],
    problems: list[Any],
) -> None:
    file_id = batch_store.save_file(connection, arrival.file, arrival.digest, arrival.data)
    batch_id, kind = batch
    batch_store.add_batch(
        connection,
        batch_id,
        file_id,
        kind,
        desk.now(),
        desk.user.id,
        counts,
        columns_of(arrival.parsed),
        problems,
    )


def _problems(arrival: Arrival, ledger: Ledger) -> list[Any]:
    """Those of the file, and of its rows."""
    return [one.to_json() for one in (*arrival.parsed.problems, *ledger.problems)]


def _log_batch(connection: Connection, desk: Desk, arrival: Arrival, ledger: Ledger) -> None:
    detail = {"file_digest": arrival.digest, **counts_of(ledger)}
    note(connection, desk, "batch_taken_in", f"batch {ledger.batch}", detail)


def counts_of(ledger: Ledger) -> dict[str, int]:
    """rows_read = taken + set_aside + unchanged + pending, by construction."""
    outcomes = (TAKEN, SET_ASIDE, UNCHANGED, PENDING)
    return {"rows_read": ledger.rows_read} | {name: ledger.counts[name] for name in outcomes}


def outcome_of(arrival: Arrival, ledger: Ledger, kind: str) -> FileOutcome:
    """What the sender and the officer are told of a file."""
    counts = counts_of(ledger)
    return FileOutcome(
        file=arrival.file,
        kind=kind,
        batch=ledger.batch if ledger.is_news() else None,
        rows_read=counts["rows_read"],
        taken=counts[TAKEN],
        set_aside=counts[SET_ASIDE],
        unchanged=counts[UNCHANGED],
        pending=counts[PENDING],
        problems=(*arrival.parsed.problems, *ledger.problems),
        columns=tuple(columns_of(arrival.parsed)),
    )
