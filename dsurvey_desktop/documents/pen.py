"""Drawing on a page of A4, measured in points from its top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportlab.lib import units
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dsurvey_desktop.documents.qr_code import qr_bars
from dsurvey_desktop.documents.text_layout import Line, Style

mm: float = units.mm
PAGE_WIDTH: float = A4[0]
PAGE_HEIGHT: float = A4[1]
MARGIN = 18 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TICK_BOX = 5 * mm
WRITING_ROOM = 9 * mm
HAIRLINE = 0.4
_BASELINE = 0.88

Align = Literal["left", "right", "center"]
_SHARE_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}


class Pen:
    """Draws on the canvas' current page; `y` grows downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def line(self, line: Line, x: float, y: float, style: Style) -> None:
        """One line of text whose leading begins at `y`."""
        baseline = y + (style.leading_pt - style.size_pt) / 2 + style.size_pt * _BASELINE
        drawn = self.canvas.beginText(x, PAGE_HEIGHT - baseline)
        for run in line.runs:
            drawn.setFont(run.font, style.size_pt * run.scale)
            drawn.textOut(run.text)
        self.canvas.drawText(drawn)

    def lines(
        self,
        lines: Iterable[Line],
        x: float,
        y: float,
        style: Style,
        width: float = 0.0,
        align: Align = "left",
    ) -> float:
        """Lines below each other in a column of `width`; returns the `y` below them."""
        for line in lines:
            self.line(line, x + _SHARE_LEFT[align] * (width - line.width_pt), y, style)
            y += style.leading_pt
        return y

    def hairline(self, x: float, y: float, width: float) -> None:
        """A level hairline."""
        self.canvas.setLineWidth(HAIRLINE)
        self.canvas.line(x, PAGE_HEIGHT - y, x + width, PAGE_HEIGHT - y)

    def box(self, x: float, y: float, width: float, height: float, *, dashed: bool = False) -> None:
        """An empty frame."""
        self.canvas.setLineWidth(HAIRLINE if dashed else 2 * HAIRLINE)
        self.canvas.setDash([2, 2] if dashed else [])
        self.canvas.rect(x, PAGE_HEIGHT - y - height, width, height)
        self.canvas.setDash([])

    def qr(self, content: str, x: float, y: float, side: float) -> None:
        """A QR code whose modules fill a square of `side`; the caller leaves room around it."""
        modules, bars = qr_bars(content)
        module = side / modules
        path = self.canvas.beginPath()
        for row, column, length in bars:
            bottom = PAGE_HEIGHT - y - (row + 1) * module
            path.rect(x + column * module, bottom, length * module, module)
        self.canvas.drawPath(path, stroke=0, fill=1)
