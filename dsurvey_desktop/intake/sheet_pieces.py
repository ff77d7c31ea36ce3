"""A large sheet of an xlsx workbook read in pieces, two at a time.

The reader takes a sheet as a whole and needs no Python meanwhile. Cut between two rows and read as
two workbooks beside each other, on two processors a sheet is there in half the time; the pieces
are small enough for the processor's cache, which pays for cutting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import python_calamine as calamine

from dsurvey_desktop.intake.bare_workbook import Buffers, SheetXml, write_bare
from dsurvey_desktop.intake.sheets import Cell, Position

_READ_AT_ONCE = 2
LARGE_BYTES, _MOST_PIECES, _MOST_CARRIED = 4 * 1024 * 1024, 8, 1 / 3
"""What a sheet is cut from on, into how many, and how much each may carry along of the sheet."""
_ROW = b"<row "


@dataclass(frozen=True, slots=True)
class WholeSheet:
    """A sheet put together again: its rows from A1 on, all of one length, and merged areas."""

    rows: list[list[Cell]]
    merged: Sequence[tuple[Position, Position]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of a piece, the first of its rows and columns that hold anything, and its width."""

    rows: list[list[Cell]]
    top: int
    left: int
    merged: Sequence[tuple[Position, Position]]

    def width(self) -> int:
        return self.left + len(self.rows[0])


def cut_up(sheet: SheetXml, carried_bytes: int) -> list[SheetXml]:
    """The pieces of a sheet; one where it is small, or can't be cut.

    Each piece carries the texts that cells refer to, so there are few where these are much.
    """
    _head, xml, begin, end, _tail = sheet
    size = end - begin
    if size < LARGE_BYTES:
        return [sheet]
    count = min(_MOST_PIECES, int(size * _MOST_CARRIED) // max(1, carried_bytes))
    inner = (xml.find(_ROW, begin + size * number // count, end) for number in range(1, count))
    cuts = pairwise([begin, *(at for at in inner if at > 0), end])
    return [sheet._replace(begin=first, end=last) for first, last in cuts]


def read_pieces(
    others: Mapping[str, Buffers], part: str, pieces: Sequence[SheetXml], name: str
) -> WholeSheet | None:
    """The sheet of these pieces; None where their rows do not follow each other.

    Args:
        others: the parts of the workbook that are no sheets.
        part: the path of the sheet in it.
        pieces: of the sheet.
        name: of the sheet.
    """

    def read(piece: SheetXml) -> _Piece | None:
        book = calamine.CalamineWorkbook.from_filelike(
            write_bare({**others, part: piece.buffers()})
        )
        raw = book.get_sheet_by_name(name)
        if raw.start is None:
            return None
        rows = raw.to_python(skip_empty_area=True)
        return _Piece(rows, *raw.start, raw.merged_cell_ranges or ())

    with ThreadPoolExecutor(_READ_AT_ONCE, "pieces") as pool:
        return _joined([one for one in pool.map(read, pieces) if one is not None])


def _joined(pieces: Sequence[_Piece]) -> WholeSheet | None:
    width = max((piece.width() for piece in pieces), default=0)
    rows: list[list[Cell]] = []
    for piece in pieces:
        if piece.top < len(rows):
            return None
        rows += ([""] * width for _ in range(piece.top - len(rows)))
        rows += _widened(piece, width)
    return WholeSheet(rows, pieces[0].merged) if pieces else None


def _widened(piece: _Piece, width: int) -> Iterator[list[Cell]]:
    left: list[Cell] = [""] * piece.left
    right: list[Cell] = [""] * (width - piece.width())
    return ([*left, *row, *right] for row in piece.rows) if left or right else iter(piece.rows)
