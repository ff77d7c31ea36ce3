"""The rows of an xlsx sheet that are nothing but plain cells, told by one look at their XML.

Most programs write a cell in few ways only. Where all cells of a sheet are written so, one pattern
proves at once what else takes a look each: every cell says its place and none lies far off, none
is an error or a formula, every tag is closed, and no words stand where they are no text. That is
0.26 ms for a sheet of 60 people instead of 0.77 ms.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BEGIN, END = b"<sheetData>", b"</sheetData>"
_TEXT = rb"[^<]{0,200000}+"
_CELL = (
    rb"<c r=\"(?=[A-Z])[A-D]?+[A-Z]?+\d{1,5}+\"(?: s=\"\d++\")?+"
    rb"(?: t=\"(?:inlineStr\"><is><t(?: xml:space=\"preserve\")?+>" + _TEXT + rb"</t></is></c>"
    rb"|(?:s|n|b|str)\"><v>" + _TEXT + rb"</v></c>)"
    rb"|><v>" + _TEXT + rb"</v></c>|/>)"
)
_ATTRIBUTE = rb" [A-Za-z][\w:]{0,50}+=\"[^\"<>]{0,200}+\""
_ROWS = re.compile(rb"(?:<row(?:" + _ATTRIBUTE + rb")*+(?:/>|>(?:" + _CELL + rb")*+</row>))*+")
"""Nothing in it is ever tried twice, so that it takes time in proportion to the sheet."""
_MOST_BESIDE_BYTES = 256 * 1024


class PlainRows(NamedTuple):
    """From where to where in the XML of a sheet its rows stand.

    Attributes:
        beside: what stands before and behind, that is to be looked at by itself.
    """

    begin: int
    end: int
    beside: bytes


def plain_rows(xml: bytes) -> PlainRows | None:
    """The rows; None where any is written otherwise, or a cell lies beyond DZ99999."""
    begin = xml.find(BEGIN) + len(BEGIN)
    if begin < len(BEGIN):
        return None
    found = _ROWS.match(xml, begin)
    end = begin if found is None else found.end()
    if not xml.startswith(END, end) or len(xml) - (end - begin) > _MOST_BESIDE_BYTES:
        return None
    return PlainRows(begin, end, xml[:begin] + xml[end:])
