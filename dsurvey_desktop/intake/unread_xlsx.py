"""Error cells and formulas without saved result in the XML of an xlsx sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from dsurvey_desktop.intake.shape_xlsx import column_number
from dsurvey_desktop.intake.sheets import Position

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_FORMULA_BEGINS, _PREFIXED_BEGINS = re.compile(rb"<f\b"), re.compile(rb"<(?:\w+:)?f\b")
_ERROR_MARKS = re.compile(rb" t=\"e\""), re.compile(rb" t='e'")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_CELLS = re.compile(rb"<(?:\w+:)?c\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)0*(\d{1,9})")
_KIND = re.compile(rb"\bt\s*=\s*[\"'](\w+)")
_OVERLAP = 8
"""Bytes of a block looked at again with the next one: a mark may be cut in two."""


class Watched:
    """Passes the blocks of a part on, and notes whether any may hold an unread cell."""

    def __init__(self, blocks: Callable[[], Iterator[bytes]]) -> None:
        self._blocks = blocks
        self.has_unread = False

    def __call__(self) -> Iterator[bytes]:
        """The blocks once more."""
        end = b""
        for block in self._blocks():
            seen = self.has_unread or may_hold_unread(block)
            self.has_unread = seen or may_hold_unread(end + block[:_OVERLAP])
            end = block[-_OVERLAP:]
            yield block


def may_hold_unread(xml: bytes) -> bool:
    """A quick look: false for sheets of nothing but values."""
    if b"</f>" in xml or b't="e"' in xml:
        return True
    begin = xml.find(b"<sheetData") + 1  # before it stand the names of namespaces
    has_prefixes = xml.find(b":", begin) >= 0 and xml.find(b":f>", begin) >= 0
    return has_prefixes or (b"'" in xml and b"t='e'" in xml)


def unread_in_xlsx(xml: bytes) -> Iterator[tuple[Position, str]]:
    """Places from 0 of unread cells, with the error word or the formula."""
    place = 0
    for lines in _ROW_END.split(xml) if b":row>" in xml else xml.split(b"</row>"):
        for row in _ROW.finditer(lines):
            place = _number(row[1], place + 1)
        if may_hold_unread(lines):
            yield from (((place - 1, column), shown) for column, shown in _in_row(lines))


def _in_row(xml: bytes) -> Iterator[tuple[int, str]]:
    done = 0
    begins = _PREFIXED_BEGINS if b":f" in xml else _FORMULA_BEGINS
    marks = sorted(one.start() for mark in (begins, *_ERROR_MARKS) for one in mark.finditer(xml))
    for mark in marks:
        start = xml.rfind(b"<", 0, mark)  # of the cell: it begins with its formula
        cell = _CELL.match(xml, start) if start >= done else None
        if cell and (shown := _shown(cell[1], cell[2])):
            named = _PLACE.search(cell[1])
            letters = named[1] if named else b""
            before = column_number(letters) - 1 if letters else len(_CELLS.findall(xml[:start]))
            yield before, shown
        done = cell.end() if cell else done


def _number(attributes: bytes, usual: int) -> int:
    named = _PLACE.search(attributes)
    return int(named[2]) if named else usual


def _shown(attributes: bytes, content: bytes) -> str:
    """Empty for a cell with a value; a formula may give the empty text, and says so by its type."""
    kind, value = _KIND.search(attributes), _VALUE.search(content)
    saved = value[1] if value else None
    if kind and kind[1] == b"e":
        return _text(saved) or "#VALUE!"
    formula = _FORMULA.search(content)
    is_empty_text = value is not None and kind is not None and kind[1] == b"str"
    if formula is None or saved or is_empty_text:
        return ""
    return f"={_text(formula[1])}"


def _text(xml: bytes | None) -> str:
    return unescape((xml or b"").decode("utf-8", "replace")).strip()
