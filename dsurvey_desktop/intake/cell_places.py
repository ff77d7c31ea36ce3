"""Where the cell of an item stands in a file that was taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.model import ParsedTable


def cell_place(file: str, tables: Sequence[ParsedTable], at: tuple[str, int], item: str) -> Place:
    """Where the cell of an item is, of the line at a sheet and row; without column if unknown."""
    sheet, row = at
    table = _table_of(tables, sheet, row)
    return Place(file, sheet, *(table.spot_of(item, row) if table else (row, 0)))


def _table_of(tables: Sequence[ParsedTable], sheet: str, row: int) -> ParsedTable | None:
    """The nearest table above a row; None where forms stand side by side, a column each."""
    above = [one for one in tables if one.sheet == sheet and one.header_rows[0] < row]
    nearest = max((one.header_rows[0] for one in above), default=0)
    found = [one for one in above if one.header_rows[0] == nearest]
    return found[0] if len(found) == 1 else None
