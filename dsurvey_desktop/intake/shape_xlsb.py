"""The corners of xlsb sheets ([MS-XLSB]), record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dsurvey_desktop.intake.container import damaged

_ROW_HEADER, _LAST_CELL = 0, 11
ERROR_CELLS = frozenset((3, 11))
"""Records of cells that show an error."""
_BEGIN_SHEET_DATA, _BEGIN_STRINGS = 145, 159


class XlsbShape(NamedTuple):
    """Rows and columns of a sheet, and whether any cell shows an error."""

    rows: int
    columns: int
    has_errors: bool


def xlsb_shape(data: bytes) -> XlsbShape:
    """The shape of the sheet in a part; (0, 0) for parts that are no sheet.

    Raises:
        IntakeError: damaged_file where shared strings claim to be more than there are bytes.
    """
    tallest = widest = 0
    is_in_sheet = has_errors = False
    for kind, start in records(data):
        number = int.from_bytes(data[start : start + 4], "little")
        if kind == _BEGIN_SHEET_DATA:
            is_in_sheet = True
        elif kind == _BEGIN_STRINGS:
            unique = int.from_bytes(data[start + 4 : start + 8], "little")
            if max(number, unique) > len(data) * 8:
                raise damaged()
        elif is_in_sheet and kind == _ROW_HEADER:
            tallest = max(tallest, number + 1)
        elif is_in_sheet and kind <= _LAST_CELL:
            widest = max(widest, number + 1)
            has_errors = has_errors or kind in ERROR_CELLS
    return XlsbShape(tallest, widest, has_errors)


def records(data: bytes) -> Iterator[tuple[int, int]]:
    """Type of each record and where its content starts ([MS-XLSB] 2.1.4); ends where they do."""
    position, end = 0, len(data)
    while position < end - 1:
        kind = data[position]
        position += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[position] & 0x7F) << 7
            position += 1
        size, position = _size(data, position)
        yield kind, position
        position += size


def _size(data: bytes, position: int) -> tuple[int, int]:
    size = 0
    for shift in (0, 7, 14, 21):
        byte = data[position] if position < len(data) else 0
        position += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return size, position
