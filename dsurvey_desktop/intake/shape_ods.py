"""The corners of ods sheets, where rows and cells are stated once and repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from dsurvey_desktop.intake.container import damaged
from dsurvey_desktop.intake.limits import Limits, check_all_cells

_TOKEN = re.compile(
    rb"<table:table\s[^>]*>|<(/?)table:table-row\b([^>]*)>"
    rb"|<table:(?:covered-)?table-cell\b([^>]*)>"
)
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)")
_MOST_COLUMNS, _MOST_ROWS = 16_384, 1_048_576


def ods_shapes(content: bytes, limits: Limits) -> Iterator[tuple[int, int]]:
    """Rows and columns up to the last filled cell, for each sheet of `content.xml`.

    Raises:
        IntakeError: damaged_file where something repeats more often than a sheet is large,
            too_many_cells where filled cells repeat more often than anybody fills.
    """
    tallest = widest = row = column = filled_to = filled = stated = repeated = 0
    for token in _TOKEN.finditer(content):
        if token[3] is not None:
            times = _repeats(_COLUMNS_REPEATED, token[3], _MOST_COLUMNS)
            column += times
            if _is_filled(token[3]):
                filled_to = column
                filled, stated = filled + times * repeated, stated + 1
                check_all_cells(filled - stated, limits, limits.repeated_cells)
        elif token[2] is None:
            yield tallest, widest
            tallest = widest = row = 0
        elif token[1]:
            row += repeated
            if filled_to:
                tallest, widest = row, max(widest, filled_to)
        else:
            column = filled_to = 0
            repeated = _repeats(_ROWS_REPEATED, token[2], _MOST_ROWS)
            row += repeated if token[2].endswith(b"/") else 0
    yield tallest, widest


def check_well_formed(content: bytes) -> None:
    """Refuse XML that breaks off: the reader would look for its end for ever.

    Raises:
        IntakeError: damaged_file; also for a document type, which no spreadsheet has.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged() from error


def _refuse_document_type(*_about: object) -> None:
    raise damaged()


def _is_filled(attributes: bytes) -> bool:
    return not attributes.endswith(b"/") or b"value" in attributes or b"formula" in attributes


def _repeats(pattern: re.Pattern[bytes], attributes: bytes, at_most: int) -> int:
    match = pattern.search(attributes)
    count = int(match[1]) if match else 1
    if count > at_most:
        raise damaged()
    return count
