"""Error cells in the sheets of an xlsb workbook ([MS-XLSB] 2.4.315 CellError, 2.4.665 FmlaError).

A formula always comes with a result there.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.intake.parts_xlsx import ReadPart, relation_targets
from dsurvey_desktop.intake.shape_xlsb import ERROR_CELLS, records
from dsurvey_desktop.intake.sheets import Position
from dsurvey_desktop.intake.unread_xls import word_of

_ROW_HEADER, _BUNDLE_SHEET = 0, 156
_ERROR_AT = 8


def sheet_parts_xlsb(read: ReadPart) -> dict[str, str]:
    """The path of each sheet by its name; workbook.bin names a relation, its .rels the path."""
    book = read("xl/workbook.bin")
    targets = relation_targets(read("xl/_rels/workbook.bin.rels"))
    found = {}
    for kind, start in records(book):
        if kind == _BUNDLE_SHEET:
            relation, end = _wide_text(book, start + 8)
            name, _end = _wide_text(book, end)
            found[name] = targets.get(relation, "")
    return found


def unread_in_xlsb(data: bytes) -> Iterator[tuple[Position, str]]:
    """Places from 0 of error cells, with their word."""
    row = 0
    for kind, start in records(data):
        number = int.from_bytes(data[start : start + 4], "little")
        if kind == _ROW_HEADER:
            row = number
        elif kind in ERROR_CELLS and start + _ERROR_AT < len(data):
            yield (row, number), word_of(data[start + _ERROR_AT])


def _wide_text(data: bytes, start: int) -> tuple[str, int]:
    """A counted text of UTF-16 and where it ends."""
    end = start + 4 + 2 * int.from_bytes(data[start : start + 4], "little")
    return data[start + 4 : end].decode("utf-16-le", "replace"), end
