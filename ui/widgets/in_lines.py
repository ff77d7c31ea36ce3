"""Text broken into lines by hand, for buttons, which Qt does not break."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(r"[!-~]+|.")
_WIDE = frozenset("WF")
_NOT_FIRST = frozenset(",.;:!?)，。、；：！？）”’》")


def in_lines(words: str, most: int) -> str:
    """`words` in lines of at most `most` half widths; words stay whole.

    A wide character, such as an ideograph, is two half widths; no line begins with a comma.
    """
    lines, used = [""], 0
    for piece in _PIECE.findall(words):
        width = sum(1 + (unicodedata.east_asian_width(one) in _WIDE) for one in piece)
        if lines[-1] and used + width > most and piece[0] not in _NOT_FIRST:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += width
    return "\n".join(line.strip() for line in lines)
