"""Where the value stands that a row was set aside for (product B7)."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.model import ParsedRow, ParsedTable

_NUMBER = ("certificate_no",)
_RESTS_ON = {
    "not_on_roster": _NUMBER,
    "citizen_id_as_number": _NUMBER,
    "number_missing": _NUMBER,
    "certificate_typed_as_number": _NUMBER,
    "after_cutoff": _NUMBER,
    "out_of_scope": _NUMBER,
    "unknown_community": ("community_code", "community_name"),
}
"""The items whose value decides, by reason; the first that says anything, or has a column."""


def reason_place(
    file: str, tables: Sequence[ParsedTable], row: ParsedRow, reason: str
) -> tuple[Place, str]:
    """Place and value a reason rests on; the row's place and number where that is no one cell."""
    items = _RESTS_ON.get(reason, ())
    places = {item: cell_place(file, tables, (row.sheet, row.row), item) for item in items}
    standing = [item for item, place in places.items() if place.column]
    item = next((one for one in standing if row.answers.get(one)), next(iter(standing), ""))
    value = str(row.answers.get(item or "certificate_no", ""))
    return places.get(item) or Place(file, row.sheet, row.row), value


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
