"""Where the value stands that a row was set aside for (product B7)."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.cell_places import cell_place
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
