"""The rows of an XLSForm's sheets with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SHEETS = frozenset({SURVEY, CHOICES, SETTINGS, "external_choices", "entities", "osm"})
"""Sheets that are read."""
FIRST_ROW = 2
BEGIN = re.compile(r"begin[ _](group|repeat|loop)\b", re.IGNORECASE)
END = re.compile(r"end[ _](group|repeat|loop)\b", re.IGNORECASE)
_ALIASES = {
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "calculate": "calculation",
    "bind::calculate": "calculation",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "choice filter": "choice_filter",
    "list name": "list_name",
    "value": "name",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: `number` as a spreadsheet counts, `cells` by column name."""

    number: int
    cells: Mapping[str, str]

    def cell(self, name: str) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows, and the columns (from 1) and headings as they are written, by name."""

    name: str
    rows: tuple[Row, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def sheet_of(name: str, header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Sheet:
    """A sheet as pyxform read it; column names without case, blanks and aliases."""
    columns = {_column(title): place for place, title in enumerate(header, start=1)}
    found = tuple(
        Row(number, {_column(title): _cell(title, str(cell)) for title, cell in row.items()})
        for number, row in enumerate(rows, start=FIRST_ROW)
    )
    titles = {_column(title): title.strip() for title in header}
    return Sheet(name, found, columns, titles)


def _cell(title: str, cell: str) -> str:
    """A cell without blanks around it; in a type they are single, as the form library reads it."""
    return " ".join(cell.split()) if _column(title) == "type" else cell.strip()


def _column(title: str) -> str:
    plain = title.strip().lower()
    return _ALIASES.get(plain, plain)


def rows_by_path(survey: Sheet) -> dict[str, int]:
    """The row of each question and group by its path (`g1/g2/name`)."""
    around: list[str] = []
    found: dict[str, int] = {}
    for row in survey.rows:
        if END.match(row.cell("type")):
            del around[-1:]
        elif name := name_of(row):
            found["/".join((*around, name))] = row.number
            if BEGIN.match(row.cell("type")):
                around.append(name)
    return found


def name_of(row: Row) -> str:
    """The name of a question or group; of a note without one, what pyxform calls it."""
    is_note = row.cell("type").lower() == "note"
    return row.cell("name") or (f"generated_note_name_{row.number}" if is_note else "")
