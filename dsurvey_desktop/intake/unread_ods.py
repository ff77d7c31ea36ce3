"""Error cells and formulas without saved result in the content of an ods workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from dsurvey_desktop.intake.sheets import Position

_TOKEN = re.compile(
    rb"<table:table\s([^>]*)>|<(/?)table:table-row\b([^>]*)>"
    rb"|<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>)"
)
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)")
_NAME = re.compile(rb"table:name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FORMULA = re.compile(rb"table:formula\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ERROR, _HAS_VALUE = b'calcext:value-type="error"', b"office:value-type"
_PARAGRAPH = re.compile(rb"<text:p\b[^>]*?(?:/>|>(.*?)</text:p>)", re.DOTALL)
_TAG, _CELL_END, _PREFIX = re.compile(rb"<[^>]*>"), b"</table:", re.compile(r"^\w+:(?==)")


def may_hold_unread_ods(content: bytes) -> bool:
    """A quick look: false for workbooks of nothing but values."""
    return b"table:formula" in content or _ERROR in content


def unread_in_ods(content: bytes) -> dict[str, list[tuple[Position, str]]]:
    """By sheet: places from 0 of unread cells, with the error word or the formula."""
    found: dict[str, list[tuple[Position, str]]] = {}
    cells: list[tuple[Position, str]] = []
    row = column = repeated = 0
    for token in _TOKEN.finditer(content):
        if token[4] is not None:
            times = _repeats(_COLUMNS_REPEATED, token[4])
            if shown := _shown(token[4], content, token.end()):
                cells += _placed(shown, (row, column), (repeated, times))
            column += times
        elif token[1] is not None:
            cells = found.setdefault(_text(_either(_NAME, token[1])), [])
            row = 0
        elif token[2]:
            row += repeated
        else:
            column, repeated = 0, _repeats(_ROWS_REPEATED, token[3])
            row += repeated if token[3].endswith(b"/") else 0
    return found


def _placed(shown: str, first: Position, times: tuple[int, int]) -> Iterator[tuple[Position, str]]:
    rows = range(first[0], first[0] + times[0])
    columns = range(first[1], first[1] + times[1])
    return (((row, column), shown) for row in rows for column in columns)


def _shown(attributes: bytes, content: bytes, start: int) -> str:
    """Empty for a cell with a value; a formula that gives the empty text has a blank paragraph."""
    is_error = _ERROR in attributes
    if not is_error and (b"table:formula" not in attributes or _HAS_VALUE in attributes):
        return ""
    is_blank = content[start - 2 : start] == b"/>"
    inside = b"" if is_blank else content[start : max(content.find(_CELL_END, start), start)]
    paragraph = _PARAGRAPH.search(inside)
    if is_error:
        return _text(_TAG.sub(b"", paragraph[1] or b"")) if paragraph else "#VALUE!"
    return "" if paragraph else _PREFIX.sub("", _text(_either(_FORMULA, attributes))) or "="


def _either(pattern: re.Pattern[bytes], attributes: bytes) -> bytes:
    match = pattern.search(attributes)
    return (match[1] or match[2] or b"") if match else b""


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace")).strip()


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
