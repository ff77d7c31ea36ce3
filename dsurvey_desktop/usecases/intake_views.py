"""What the window and the command line show of submissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import BatchId, EntryId, RefusedId, RowId, WaitingId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.year_problems import OTHER_YEAR
from dsurvey_desktop.usecases.intake_waiting import MAPPING_UNCONFIRMED

DETAILS = "details"
"""Kind of a file whose lines were joined to forms of other files."""
NOTHING_TAKEN: Mapping[str, Any] = {
    "batch": None, "rows_read": 0, "taken": 0, "set_aside": 0, "unchanged": 0, "pending": 0
}  # fmt: skip
"""The counts of a file that was not taken in."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """How a column was understood; `item` is empty where it fits none; `column` from 1.

    `header_row` is the last line of its header, from 1; 0 where it is not known.
    """

    sheet: str
    column: int
    header: str
    item: str
    confidence: float
    examples: tuple[str, ...]
    header_row: int = 0


@dataclass(frozen=True, slots=True)
class TableColumns:
    """A table of a file and what its columns mean.

    Attributes:
        header_row: the last line of its header, from 1.
        mapping: name of the remembered mapping that was used; empty where the program matched.
        questions: what a person should look at before the file can be taken in.
    """

    sheet: str
    header_row: int
    shape: str
    mapping: str
    columns: tuple[ColumnView, ...]
    questions: tuple[Problem, ...]

    def mapping_with(self, kind: str, items: tuple[str, ...]) -> ColumnMapping:
        """The same columns with the items a person chose."""
        headers = tuple(column.header for column in self.columns)
        return ColumnMapping(FileKind(kind), headers, items)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What stood in a cell and what it became; an empty value where it said nothing."""

    item: str
    raw: str
    value: Value


@dataclass(frozen=True, slots=True)
class DetailCell:
    """A filled cell of a line of details, under the header it came with."""

    header: str
    value: str


@dataclass(frozen=True, slots=True)
class DetailView:
    """A line of another table that belongs to a row, as it came."""

    sheet: str
    row: int
    cells: tuple[DetailCell, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a file as it came, what became of it, and how its cells were read.

    `details` are lines of other tables that belong to it (repeats of the form).
    """

    row_id: RowId
    sheet: str
    row: int
    outcome: str
    reason: str
    entry: EntryId | None
    cells: tuple[str, ...]
    changes: tuple[CellChange, ...]
    details: tuple[DetailView, ...] = ()


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: rows_read = taken + set_aside + unchanged + pending, always.

    Attributes:
        kind: individual, community, roster, return, or details of forms in another file; empty
            when refused.
        batch: None when the file was refused or held nothing new.
        refusal: why the whole file was refused; None when it was taken in.
        path: where the file lay, for reading it again.
        tables: its columns with what the program asks of them.
        waiting: its number among the files that wait for a person; None where it does not wait.
        refused_file: its number among the files that were refused; None for all others.
        answered: names of files that were refused before and that this one was taken in for.
        community: which one a refused file names as its own, as it says it; empty for all others.
    """

    file: str
    kind: str
    batch: BatchId | None
    rows_read: int
    taken: int
    set_aside: int
    unchanged: int
    pending: int
    problems: tuple[Problem, ...]
    columns: tuple[ColumnView, ...] = ()
    refusal: Problem | None = None
    path: Path | None = None
    tables: tuple[TableColumns, ...] = ()
    waiting: WaitingId | None = None
    refused_file: RefusedId | None = None
    answered: tuple[str, ...] = ()
    community: str = ""

    @property
    def waits_for_mapping(self) -> bool:
        """Not taken in because a person should look at its columns first."""
        return self.refusal is not None and self.refusal.code == MAPPING_UNCONFIRMED

    @property
    def waits_for_year(self) -> bool:
        """Nothing but its year is in question."""
        asked = {question.code for table in self.tables for question in table.questions}
        return self.waits_for_mapping and asked == {OTHER_YEAR}


@dataclass(frozen=True, slots=True)
class BatchView:
    """One file taken in; `is_undone` after it was taken back."""

    id: BatchId
    file: str
    kind: str
    received_at: datetime
    received_by: str
    rows_read: int
    taken: int
    set_aside: int
    unchanged: int
    pending: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What taking a batch back removed and put back."""

    batch: BatchId
    entries_removed: int
    entries_restored: int
    rows: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who a row probably is: applied only by a person (product B3)."""

    certificate_no: str
    name: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a row may be of: `score` up to 100, and what speaks for and against."""

    certificate_no: str
    name: str
    community_name: str
    score: int
    reasons: tuple[Text, ...]
    has_entry: bool


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A row that became no entry, with its place, reason and cells as they came.

    `is_dismissed` where a person is done with it.
    """

    id: RowId
    batch: BatchId
    file: str
    sheet: str
    row: int
    reason: str
    message: Text
    cells: tuple[str, ...]
    headers: tuple[str, ...]
    proposal: Proposal | None
    candidates: tuple[Candidate, ...] = ()
    is_dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that differs; None is blank.

    Attributes:
        label: the question, by the edition that has the item; the item's name where none has.
        old_words, new_words: the answers in words; empty for blank.
    """

    item: str
    old: Value | None
    new: Value | None
    label: str = ""
    old_words: str = ""
    new_words: str = ""


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A row that says other things than the entry that exists; a person decides."""

    id: RowId
    batch: BatchId
    entry: EntryId
    name: str
    certificate_no: str
    file: str
    sheet: str
    row: int
    differences: tuple[Difference, ...]
