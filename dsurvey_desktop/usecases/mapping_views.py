"""What the window and the command line show of the columns of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.intake.column_items import may_repeat
from dsurvey_desktop.intake.lexicon import SURE
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.usecases.intake_views import TableColumns

__all__ = [
    "SURE",
    "ColumnMapping",
    "FileColumns",
    "ItemChoice",
    "MappingView",
    "TableColumns",
    "may_repeat",
]


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
class FileColumns:
    """The tables of one file; `choices` are all items its columns may mean."""

    file: str
    path: Path
    kind: str
    tables: tuple[TableColumns, ...]
    choices: tuple[ItemChoice, ...]
