"""The corners of xlsx sheets and the counts of shared strings, found without parsing the XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dsurvey_desktop.intake.container import damaged
from dsurvey_desktop.intake.limits import Limits

USUAL_CORNER = _USUAL_ROWS, _USUAL_COLUMNS = 99_999, 130
"""What is said of a sheet all cells of which say their place, none beyond this row and column."""
_BEYOND_USUAL = re.compile(
    rb"<c(?! r=\"[A-D]?[A-Z]\d{1,5}\"(?: (?:s|t|cm|vm|ph)=\"\w*\")*\s*/?>)[\s/>]"
)
"""A cell beyond that corner (column DZ); one that says its place otherwise, twice or not at all."""
_ANY_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)0*(\d{1,9})")
_ANY_ROW, _ANY_CELL = re.compile(rb"<(?:\w+:)?row\b"), re.compile(rb"<(?:\w+:)?c\b")
_STRINGS, _CELLS = re.compile(rb"<(?:\w+:)?sst\b"), re.compile(rb"<(?:\w+:)?(?:sst|sheetData)\b")
_COUNT = re.compile(rb"\b(uniqueCount|count)\s*=\s*[\"']0*(\d{1,18})")
_LONGEST_TEXT_BYTES = 1024 * 1024
_LETTERS_COUNTED = 4  # more than any column has


def xlsx_shape(blocks: Callable[[], Iterator[bytes]], limits: Limits) -> tuple[int, int]:
    """Rows and columns; of the usual sheet a corner within the limits that no cell lies beyond."""
    if allow_usual(limits) and all(map(is_usual, _windows(blocks()))):
        return USUAL_CORNER
    return _exact_shape(_windows(blocks()))


def allow_usual(limits: Limits) -> bool:
    """True where a sheet up to the usual corner is not too large."""
    is_allowed = limits.rows >= _USUAL_ROWS and limits.columns >= _USUAL_COLUMNS
    return is_allowed and limits.cells >= _USUAL_ROWS * _USUAL_COLUMNS


def is_usual(window: bytes) -> bool:
    """A quick look: most files hold nothing else, and telling places apart takes longer."""
    begin = window.find(b"<sheetData") + 1  # before it stand the names of namespaces
    has_prefixes = window.find(b":", begin) >= 0 and window.find(b":c", begin) >= 0
    has_prefixes = has_prefixes or window.find(b":sheetData", 0, begin) >= 0
    return not has_prefixes and _BEYOND_USUAL.search(window) is None


def _exact_shape(windows: Iterator[bytes]) -> tuple[int, int]:
    """By every place named and by counting, since places may be left out."""
    tallest = widest = rows_counted = cells_begun = 0
    for window in windows:
        places = set(_ANY_PLACE.findall(window))
        counts = [len(_ANY_CELL.findall(row)) for row in _ANY_ROW.split(window)]
        counts[0] += cells_begun
        cells_begun = counts[-1]
        rows_counted += len(counts) - 1
        tallest = max(tallest, rows_counted, *(int(row) for _column, row in places))
        widest = max(widest, *counts, *(column_number(column) for column, _row in places))
    return tallest, widest


def is_sheet(blocks: Iterator[bytes]) -> bool:
    """True for a part that holds a sheet, wherever in the workbook it lies."""
    found = False
    for window in _windows(blocks):
        found = found or b"sheetData" in window
    return found


def check_counts(blocks: Iterator[bytes], size_bytes: int, limits: Limits) -> None:
    """Refuse shared strings that claim to be more than their part has bytes.

    Raises:
        IntakeError: damaged_file.
    """
    has_begun = False
    for window in _windows(blocks):
        has_begun = has_begun or _STRINGS.search(window) is not None
        # Where the tag ends can't be told by `>`, which may stand in it.
        for name, count in _COUNT.findall(window) if has_begun and b"ount" in window else ():
            most = size_bytes if name == b"uniqueCount" else limits.cells
            if int(count) > most:
                raise damaged()


def column_number(letters: bytes) -> int:
    """Column letters to a number: A is 1, AA is 27; letters that no column has are cut off."""
    number = 0
    for byte in letters[:_LETTERS_COUNTED].upper():
        number = number * 26 + byte - 64
    return number


def _windows(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes cut behind a tag, so that none is cut in two.

    Raises:
        IntakeError: damaged_file, for cells with a tag of a megabyte.
    """
    rest, has_cells = b"", False
    for block in blocks:
        window = rest + block
        has_cells = has_cells or _CELLS.search(window) is not None
        end = window.rfind(b">") + 1
        if len(window) - end > _LONGEST_TEXT_BYTES:
            end = _end_of_text(window, end, has_cells=has_cells)
        rest = window[end:]
        yield window[:end]
    yield rest


def _end_of_text(window: bytes, begin: int, *, has_cells: bool) -> int:
    """Where a very long text ends for now; a place cut in two would not be seen."""
    at = window.find(b"<", begin)
    if at > begin:
        return at
    is_in_tag = at == begin or window.find(b'"', begin) >= 0 or window.find(b"'", begin) >= 0
    if has_cells and is_in_tag:
        raise damaged()
    return len(window)
