"""What an .xls workbook ([MS-XLS]) says of its own size, before a reader makes room for it."""

from __future__ import annotations

import struct

from dsurvey_desktop.intake.compound_file import CompoundFile
from dsurvey_desktop.intake.container import damaged, encrypted
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape
from dsurvey_desktop.intake.unread_xls import BOOL_OR_ERROR, FORMULA, error_word, records

_DIMENSIONS, _SHARED_STRINGS, _PASSWORD, _END_OF_SHEET = 0x0200, 0x00FC, 0x002F, 0x000A
_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_MAY_BE_ERRORS = frozenset((BOOL_OR_ERROR, FORMULA))
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256


def check_old_workbook(data: bytes, limits: Limits) -> bool:
    """Refuse an .xls workbook that is broken, encrypted or larger than the limits.

    Returns:
        whether any of its cells shows an error.

    Raises:
        IntakeError: damaged_file, encrypted_file, too_many_rows, too_many_columns, too_many_cells.
    """
    book = CompoundFile(data).stream("Workbook", "Book")
    tallest = widest = cells = sheets = 0
    has_errors = False
    for kind, start, size in records(book):
        if kind == _END_OF_SHEET:  # all sheets are read at once
            cells += tallest * widest
            check_all_cells(cells, limits)
            check_shape(str(sheets), tallest, widest, limits)  # the first holds no cells
            tallest, widest, sheets = 0, 0, sheets + 1
            continue
        if kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", book, start)
            tallest, widest = max(tallest, row + 1), max(widest, column + 1)
            if kind in _MAY_BE_ERRORS and error_word(kind, book[start : start + size]):
                has_errors = True
        elif kind == _DIMENSIONS and size >= 12:
            _check_dimensions(*struct.unpack_from("<IIHH", book, start))
        elif kind == _SHARED_STRINGS and size >= 8:
            if struct.unpack_from("<I", book, start + 4)[0] > len(book):
                raise damaged()
        elif kind == _PASSWORD:
            raise encrypted()
    check_shape(str(sheets), tallest, widest, limits)
    return has_errors


def _check_dimensions(first_row: int, end_row: int, first_column: int, end_column: int) -> None:
    """The reader makes room for what is said here, whether or not any cell is there."""
    is_possible = first_row <= end_row <= _MOST_ROWS and first_column <= end_column <= _MOST_COLUMNS
    if not is_possible:
        raise damaged()
