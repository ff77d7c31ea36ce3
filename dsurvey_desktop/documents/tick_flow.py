"""Options with a box each, set side by side and broken into lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dsurvey_desktop.documents.pen import Pen, mm
from dsurvey_desktop.documents.text_layout import Line, Style, height_of, one_line, wrap

_LABEL_GAP = 1.5 * mm
_OPTION_GAP = 4 * mm
_LINE_GAP = 0.8 * mm


@dataclass(frozen=True, slots=True)
class Option:
    """A box and its label; `x`, `y` of the box from the flow's top left corner, in points."""

    x: float
    y: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TickFlow:
    """Options laid out; `height` in points, `line_count` counts lines of boxes and text."""

    options: tuple[Option, ...]
    height: float
    line_count: int
    style: Style
    box: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw boxes and labels with the top left corner at `x`, `y`."""
        drop = max(0.0, (self.box - self.style.leading_pt) / 2)
        for option in self.options:
            left, top = x + option.x, y + option.y
            pen.box(left, top, self.box, self.box)
            pen.lines(option.lines, left + self.box + _LABEL_GAP, top + drop, self.style)


@lru_cache(maxsize=2_000)
def tick_flow(labels: tuple[str, ...], width_pt: float, style: Style, box: float) -> TickFlow:
    """Lay out a box for each label in a column of `width_pt`; a long label wraps beside its box."""
    options: list[Option] = []
    x = y = line_height = 0.0
    line_count = 1
    room = width_pt - box - _LABEL_GAP
    for label in labels:
        width = min(one_line(label, style).width_pt, room) + box + _LABEL_GAP
        if x and x + width > width_pt:
            x, y, line_height, line_count = 0.0, y + line_height, 0.0, line_count + 1
        lines = wrap(label, room, style)
        options.append(Option(x, y, lines))
        line_height = max(line_height, box + _LINE_GAP, height_of(lines, style) + _LINE_GAP)
        line_count += len(lines) - 1
        x += width + _OPTION_GAP
    return TickFlow(tuple(options), y + line_height, line_count, style, box)
