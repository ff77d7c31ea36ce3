"""Error cells in an .xls workbook ([MS-XLS] 2.4.28 BoolErr, 2.5.133 FormulaValue).

A formula without saved result cannot be told from one that gives the empty text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dsurvey_desktop.intake.compound_file import CompoundFile
from dsurvey_desktop.intake.sheets import Position

BOOL_OR_ERROR, FORMULA = 0x0205, 0x0006
_BOUND_SHEET = 0x0085
_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_VALUE_AT, _ERROR_MARK = 6, 2


def error_word(kind: int, record: bytes) -> str:
    """What an error cell shows; empty for every other record."""
    if kind == BOOL_OR_ERROR and len(record) >= 8 and record[7]:
        return word_of(record[6])
    if kind == FORMULA and len(record) >= 14 and record[12:14] == b"\xff\xff":
        return word_of(record[8]) if record[_VALUE_AT] == _ERROR_MARK else ""
    return ""


def unread_in_xls(data: bytes) -> list[list[tuple[Position, str]]]:
    """For each sheet in the workbook's order: places from 0 of error cells, with their word."""
    book = CompoundFile(data).stream("Workbook", "Book")
    starts: list[int] = []
    found: dict[int, list[tuple[Position, str]]] = {}
    cells: list[tuple[Position, str]] = []
    for kind, start, size in records(book):
        if kind == _BOUND_SHEET and size >= 4:
            starts.append(struct.unpack_from("<I", book, start)[0])
        elif start - 4 in starts:
            cells = found.setdefault(start - 4, [])
        elif word := error_word(kind, book[start : start + size]):
            row, column = struct.unpack_from("<HH", book, start)
            cells.append(((row, column), word))
    return [found.get(one, []) for one in starts]


def records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and size of each record."""
    position = 0
    while position + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, position)
        position += 4
        if position + size > len(book):
            return
        yield kind, position, size
        position += size


def word_of(code: int) -> str:
    """An error code as spreadsheets show it."""
    return _WORDS.get(code, "#VALUE!")
