"""What the window and the command line show of the columns of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.usecases.intake_views import ColumnView


@dataclass(frozen=True, slots=True)
class MappingView:
    """A mapping that is remembered."""

    id: MappingId
    name: str
    kind: str
    shape: str
    columns: int
    confirmed_at: datetime
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Something a column may mean; `label` as people call it in the current language."""

    item: str
    label: str


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
class FileColumns:
    """The tables of one file; `choices` are all items its columns may mean."""

    file: str
    path: Path
    kind: str
    tables: tuple[TableColumns, ...]
    choices: tuple[ItemChoice, ...]
