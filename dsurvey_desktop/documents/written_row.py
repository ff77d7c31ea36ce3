"""A line of a table with a line to write on below it; they stay together."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.documents.blocks import Block
from dsurvey_desktop.documents.pen import TEXT_WIDTH, WRITING_ROOM, Pen, mm
from dsurvey_desktop.documents.text_layout import Style, one_line

_LABEL = Style(8.0)


@dataclass(frozen=True, slots=True)
class WrittenRow(Block):
    """`labels` stand on the line to write on, each at its share of the width."""

    row: Block
    labels: tuple[str, ...]
    shares: tuple[float, ...]

    @property
    def height(self) -> float:
        """In points."""
        return self.row.height + WRITING_ROOM

    @property
    def heading(self) -> Block | None:
        """The table's header line."""
        return self.row.heading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        self.row.draw(pen, x, y)
        bottom = y + self.height
        pen.hairline(x, bottom, TEXT_WIDTH)
        top = bottom - _LABEL.leading_pt - 0.6 * mm
        for words, share in zip(self.labels, self.shares, strict=True):
            pen.line(one_line(words, _LABEL), x + share * TEXT_WIDTH, top, _LABEL)
