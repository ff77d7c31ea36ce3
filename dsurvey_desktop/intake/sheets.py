"""A sheet as it lies in a file: rows of cells from A1, whatever the file was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_cell

Cell = str | float | bool | date | datetime | time | timedelta
"""What a reader gives for a cell; a blank one is the empty text."""
Position = tuple[int, int]
"""Row and column, both counted from 0."""


def no_exact_numbers() -> Mapping[Position, str]:
    """For files that hold no more digits than the reader gave."""
    return {}


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the cells of a printed form stood that was turned to a header and a line.

    Attributes:
        header: the place of the header in the sheet it became; the line follows.
        labels, values: of each column, from 0.
        row: of the number that says whose form it is.
        first: the first line with a question.
    """

    header: int
    labels: tuple[Position, ...]
    values: tuple[Position, ...]
    row: int
    first: int


@dataclass(slots=True)
class Sheet:
    """A sheet's cells; rows may differ in length.

    Attributes:
        name: empty for csv.
        is_hidden: the sender's program does not show it; it is read all the same.
        exact_numbers: reads the long whole numbers again from the file, digit by digit.
        merged: first and last cell of areas that are one cell over several rows; only workbooks
            of Excel tell.
        spots: of a printed form that became a table of one line.
        is_text: of a text table, in which numbers are texts.
        member: the file in a zip that it is from.
        found: what was looked for in its cells and may be asked for again, by who looked; to be
            cleared by whoever changes a cell.
    """

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False
    exact_numbers: Callable[[], Mapping[Position, str]] = no_exact_numbers
    merged: tuple[tuple[Position, Position], ...] = ()
    spots: Spots | None = None
    is_text: bool = False
    member: str = ""
    found: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def width(self) -> int:
        """The length of the longest row."""
        return max(map(len, self.rows), default=0)


def check_cells(sheet: Sheet, limits: Limits) -> None:
    """Refuse a sheet with a text longer than a spreadsheet allows."""
    for number, row in enumerate(sheet.rows, 1):
        longest = max(map(len, map(plain_text, row)), default=0)
        check_cell(sheet.name, number, longest, limits)


def check_cells_in_all(sheets: Iterable[Sheet], limits: Limits) -> None:
    """Refuse a file whose sheets are too large together."""
    check_all_cells(sum(len(sheet.rows) * sheet.width() for sheet in sheets), limits)


def plain_text(cell: Cell) -> str:
    """A cell as text, as a person would read it: 1.0 is `1`, a date is ISO, truth is `TRUE`."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return _plain_number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat()


_CERTAIN_DIGITS_BELOW = 1e15


def _plain_number(number: float) -> str:
    if number == number // 1 and abs(number) < _CERTAIN_DIGITS_BELOW:
        return str(int(number))
    return repr(number)
