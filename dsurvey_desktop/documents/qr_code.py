"""QR codes as rectangles."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

Bar = tuple[int, int, int]
"""Row, first column and length of dark modules side by side."""


@lru_cache(maxsize=4)
def qr_bars(content: str) -> tuple[int, tuple[Bar, ...]]:
    """The modules per side, without quiet zone, and the dark bars of a QR code (ISO/IEC 18004).

    Error correction is at least M (15 percent), more where it costs no larger symbol.
    """
    matrix = segno.make_qr(content, error="m").matrix
    return len(matrix), tuple(bar for y, row in enumerate(matrix) for bar in _bars(y, row))


def _bars(y: int, row: bytearray) -> list[Bar]:
    bars, x = [], 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            bars.append((y, x, length))
        x += length
    return bars
