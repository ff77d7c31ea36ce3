"""What the rows of a table say of their community, where one cell speaks for several rows too.

Offices merge the community's cell over all its people, or fill it in at the first of them only.
Nothing else that was left blank is ever filled down: a name or number that is missing is missing.
What is merged in other columns is taken by `merged_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.community_names import community_in
from dsurvey_desktop.intake.ditto import is_ditto
from dsurvey_desktop.intake.model import COMMUNITY_HINT, Change, ColumnMatch, ParsedRow, RowKind
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.unread import is_unread

COMMUNITY_ITEMS = (COMMUNITY_HINT, "community_code", "community_name", "community")
_MOSTLY_BLANK = 0.75
"""A column with more filled cells is filled in row by row; lines of totals count as filled."""
_COMMUNITY_CODE = re.compile(r"\d{12}", re.ASCII)


class RowCommunities:
    """Gives each row its community; rows are asked for from the top.

    Args:
        sheet: with the table.
        matches: its columns.
        places: of its filled rows, from 0.
        is_filled_down: a cell may speak for the rows below it.
    """

    def __init__(
        self,
        sheet: Sheet,
        matches: Sequence[ColumnMatch],
        places: Sequence[int],
        *,
        is_filled_down: bool,
    ) -> None:
        found = [match for match in matches if match.item in COMMUNITY_ITEMS]
        self._columns = [match.column - 1 for match in found]
        self._item = found[0].item if found else ""
        self._above = ""
        self._merged: dict[int, tuple[str, ...]] = {}
        self._is_block = False
        if self._columns and is_filled_down:
            self._merged = dict(_merged_cells(sheet, self._columns))
            is_blocks = not self._merged and _is_filled_at_first_rows(sheet, self._columns, places)
            self._is_block = is_blocks
        self._is_filled_down = bool(self._merged) or self._is_block

    def say(self, row: ParsedRow, otherwise: str) -> None:
        """Note what the row's cells say, or a cell that speaks for it, or else `otherwise`."""
        cells = row.cells
        said = _community_said(tuple([cells[at] for at in self._columns if at < len(cells)]))
        if is_ditto(said):
            said = self._as_above(row, said)
        elif self._is_filled_down:
            said = said or self._filled_down(row)
        self._above = said if row.kind_of_row is RowKind.ENTRY else ""
        row.community = said or otherwise

    def _as_above(self, row: ParsedRow, ditto: str) -> str:
        """What the row above says, noted as a change where no item's own column is."""
        if self._above and self._item == COMMUNITY_HINT:
            row.changes += (Change(self._item, ditto, self._above),)
        return self._above

    def _filled_down(self, row: ParsedRow) -> str:
        """What a cell above says of the row, noted as a change of its own cell."""
        cells = self._merged.get(row.row - 1)
        said = _community_said(cells) if cells else self._above if self._is_block else ""
        if row.kind_of_row is not RowKind.ENTRY or not _is_community(said):
            return ""
        row.changes += (Change(self._item, "", said),)
        return said


@remembers_words(1024)
def _community_said(cells: tuple[str, ...]) -> str:
    """A code if any cell gives one, else the first name; a town's files name the same few."""
    said = [
        word for cell in cells if not is_unread(cell) and (word := clean_text(cell).lstrip("'"))
    ]
    codes = (word for word in said if _COMMUNITY_CODE.fullmatch(word))
    return next(codes, said[0] if said else "")


def _is_community(said: str) -> bool:
    return _COMMUNITY_CODE.fullmatch(said) is not None or bool(community_in(said))


def _merged_cells(sheet: Sheet, columns: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The cells that speak for a row below them, by the row's place."""
    found: dict[int, list[str]] = {}
    left_to_fill = len(sheet.rows) * len(columns)  # areas that overlap are no spreadsheet's
    for (top, left), (bottom, right) in sheet.merged:
        end = min(bottom + 1, len(sheet.rows))
        is_theirs = top < end and any(left <= column <= right for column in columns)
        if not is_theirs or end - top > left_to_fill:
            continue
        left_to_fill -= end - top
        (cell,) = _texts(sheet, top, (left,))
        for place in range(top + 1, end):
            found.setdefault(place, []).append(cell)
    return {place: tuple(cells) for place, cells in found.items()}


def _is_filled_at_first_rows(sheet: Sheet, columns: Sequence[int], places: Sequence[int]) -> bool:
    """Each community stands once, at the first of its rows, and most rows are blank."""
    filled = [place for place in places if _holds_any(sheet.rows[place], columns)]
    if not filled or filled[0] != places[0] or len(filled) > _MOSTLY_BLANK * len(places):
        return False
    said = [_community_said(_texts(sheet, place, columns)) for place in filled]
    found = [one for one in said if _is_community(one)]
    is_first = bool(found) and said[0] == found[0]
    return is_first and len(set(found)) == len(found) and 2 * len(found) <= len(places)


def _holds_any(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    for at in columns:  # noqa: SIM110 - asked of every row, and a generator takes twice as long
        if at < len(row) and row[at] != "":
            return True
    return False


def _texts(sheet: Sheet, place: int, columns: Sequence[int]) -> tuple[str, ...]:
    row = sheet.rows[place]
    return tuple(plain_text(row[at]).strip() if at < len(row) else "" for at in columns)
