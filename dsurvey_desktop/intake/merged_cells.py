"""One cell over several rows speaks for each of them: `入户` merged down a column of 调查方式.

Nobody's number or name is ever taken so, nor anything of a row over which one of these is merged
too, and nothing that was only left blank. Where a row says something itself, that counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.intake.model import Change, ColumnMatch, ParsedRow, RowKind
from dsurvey_desktop.intake.phone_cells import OTHER_KIND
from dsurvey_desktop.intake.problems import merged_taken
from dsurvey_desktop.intake.sheets import Sheet

Areas = Mapping[int, list[tuple[int, int]]]
"""First and last row (from 0) of the areas one column wide, by column from 0."""


def merged_areas(
    sheet: Sheet,
    places: Sequence[int],
    columns: Sequence[ColumnMatch],
    items: Collection[str],
) -> Areas:
    """Those at a table's rows, of the columns that mean one of the items; from the top."""
    if not sheet.merged or not places:
        return {}
    known = _by_column(sheet)
    wanted = sorted({match.column - 1 for match in columns if match.item in items})
    found = {column: _within(known[column], places) for column in wanted if column in known}
    return {column: areas for column, areas in found.items() if areas}


def _by_column(sheet: Sheet) -> Areas:
    """All of a sheet, remembered with it: a sheet may hold thousands of tables."""
    found: dict[int, list[tuple[int, int]]] | None = sheet.found.get(_by_column)
    if found is None:
        found = sheet.found[_by_column] = {}
        for (top, left), (bottom, right) in sorted(sheet.merged):
            if left == right and top < bottom:
                found.setdefault(left, []).append((top, bottom))
    return found


def _within(areas: list[tuple[int, int]], places: Sequence[int]) -> list[tuple[int, int]]:
    """From the one that may reach down to the first row to the last that begins in the table."""
    first = max(bisect_left(areas, places[0], key=_top) - 1, 0)
    return areas[first : bisect_right(areas, places[-1], key=_top)]


class MergedFiller:
    """Gives rows below the first of a merged area what stands in it; rows come from the top."""

    def __init__(self, areas: Areas, identity: Areas, columns: Sequence[ColumnMatch]) -> None:
        items = {match.column - 1: match.item for match in columns}
        self._areas = [(items[column], column, areas[column]) for column in areas]
        self._identity = list(identity.values())
        self._said: dict[tuple[str, int], Value | None] = {}
        self._tops: dict[tuple[str, int], ParsedRow] = {}

    def fill(self, row: ParsedRow) -> None:
        """Fill in what a merged cell says, noted as a change of the row's own blank cell."""
        place = row.row - 1
        is_person = row.kind_of_row is RowKind.ENTRY and not any(
            _area_at(own, place)[0] < place for own in self._identity
        )
        for item, column, areas in self._areas:
            top, _bottom = _area_at(areas, place)
            if top == place:
                self._said[item, top] = row.answers.get(item)
                self._tops[item, top] = row
            elif is_person and (item, top) in self._tops:
                _give(row, item, self._said[item, top])
                if item in OTHER_KIND:
                    other = OTHER_KIND[item]
                    _give(row, other, _sorted_to(other, self._tops[item, top], column))


def _give(row: ParsedRow, item: str, value: Value | None) -> None:
    if value is not None and item not in row.answers:
        row.answers[item] = value
        row.changes += (Change(item, "", value),)


def _sorted_to(item: str, row: ParsedRow, column: int) -> Value | None:
    """What `PhoneSorter` gave to another item from a row's cell."""
    raw = row.cells[column] if column < len(row.cells) else ""
    found = (one.value for one in row.changes if one.item == item and one.raw == raw)
    return next(found, None) if raw else None


def _area_at(areas: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """The area a row lies in; else one that is the row alone."""
    at = bisect_right(areas, place, key=_top)
    return areas[at - 1] if at and areas[at - 1][1] >= place else (place, place)


def _top(area: tuple[int, int]) -> int:
    return area[0]


def told(
    place: Place, sheet: Sheet, areas: Areas, places: Sequence[int], columns: Sequence[ColumnMatch]
) -> Iterator[Problem]:
    """A notice for each column with such cells; `place` is that of the header."""
    for column, own in areas.items():
        here = (top for top, _bottom in own if _holds(places, top))
        if any(column < len(row) and row[column] != "" for row in (sheet.rows[at] for at in here)):
            yield merged_taken(replace(place, column=column + 1), columns[column])


def _holds(places: Sequence[int], place: int) -> bool:
    """True for one of the places, which count up."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place
