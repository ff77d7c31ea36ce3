"""Tables with level hairlines and a header that comes again on each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from dsurvey_desktop.documents.blocks import SMALL, SMALL_BOLD, Block
from dsurvey_desktop.documents.pen import HAIRLINE, TEXT_WIDTH, TICK_BOX, Align, Pen, mm
from dsurvey_desktop.documents.text_layout import Style, height_of, widest_piece, wrap

_PADDING = 1.2 * mm
_GUTTER = 2 * mm
_MOST_LINES = 30
_HEAD_SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)


class Mark(Enum):
    """A cell that holds no text."""

    TICK_BOX = "tick box"


Cell = str | Mark


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in mm; width 0 shares what the others leave."""

    title: str
    width_mm: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row(Block):
    """One line of a table; `head` is the table's header line."""

    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    style: Style
    head: Row | None = None

    @property
    def height(self) -> float:
        """In points."""
        content = max(self._cell_height(n) for n in range(len(self.cells)))
        return content + 2 * _PADDING + HAIRLINE

    @property
    def heading(self) -> Block | None:
        """The table's header line."""
        return self.head

    @property
    def keeps_next(self) -> bool:
        """A heading is not left alone."""
        return self.head is None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        pen.hairline(x, y + self.height, TEXT_WIDTH)
        for number, width in enumerate(_widths(self.columns)):
            self._draw_cell(pen, number, x, y + _PADDING)
            x += width

    def _draw_cell(self, pen: Pen, number: int, x: float, y: float) -> None:
        cell, width = self.cells[number], _widths(self.columns)[number] - _GUTTER
        if isinstance(cell, Mark):
            pen.box(x, y, TICK_BOX, TICK_BOX)
        else:
            lines = wrap(cell, width, self.style, _MOST_LINES)
            pen.lines(lines, x, y + self._drop, self.style, width, self.columns[number].align)

    @property
    def _drop(self) -> float:
        """Brings text to the middle of a box to tick beside it."""
        has_box = any(isinstance(cell, Mark) for cell in self.cells)
        return max(0.0, (TICK_BOX - self.style.leading_pt) / 2) if has_box else 0.0

    def _cell_height(self, number: int) -> float:
        cell, width = self.cells[number], _widths(self.columns)[number] - _GUTTER
        if isinstance(cell, Mark):
            return TICK_BOX
        return height_of(wrap(cell, width, self.style, _MOST_LINES), self.style) + self._drop


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], total: Sequence[Cell] | None = None
) -> list[Block]:
    """Header line, lines and an optional bold total line."""
    titles = tuple(column.title for column in columns)
    head = Row(titles, tuple(columns), _head_style(columns))
    lines = [Row(tuple(cells), tuple(columns), SMALL, head) for cells in rows]
    if total is not None:
        lines.append(Row(tuple(total), tuple(columns), SMALL_BOLD, head))
    return [head, *lines]


def _head_style(columns: Sequence[Column]) -> Style:
    """The largest size that breaks no title inside a word."""
    widths = _widths(tuple(columns))
    for size_pt in _HEAD_SIZES_PT:
        style = Style(size_pt, bold=True)
        titles = zip(columns, widths, strict=True)
        if all(widest_piece(column.title, style) <= width - _GUTTER for column, width in titles):
            break
    return style


def _widths(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """The columns' widths in points, gutter included; they fill the text area."""
    fixed = sum(column.width_mm for column in columns) * mm
    sharing = sum(1 for column in columns if not column.width_mm)
    share = (TEXT_WIDTH - fixed) / sharing if sharing else 0.0
    return tuple(column.width_mm * mm or share for column in columns)
