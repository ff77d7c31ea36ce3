"""The head of a sheet that is found again by its code: title and facts, QR code beside them."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.documents.blocks import BODY, SMALL_BOLD, TITLE, Block
from dsurvey_desktop.documents.pen import TEXT_WIDTH, Pen, mm
from dsurvey_desktop.documents.text_layout import Line, height_of, one_line, wrap

_QR_SIDE = 20 * mm
_QR_COLUMN = 32 * mm
_LABEL_WIDTH = 30 * mm


@dataclass(frozen=True, slots=True)
class TitleBand(Block):
    """`facts` are pairs of label and value, `code` stands below the QR code."""

    title: str
    facts: tuple[tuple[str, str], ...]
    code: str
    qr_text: str

    @property
    def height(self) -> float:
        """In points."""
        facts = sum(height_of(lines, BODY) for _label, lines in self._lines)
        left = height_of(self._title, TITLE) + 1 * mm + facts
        return max(left, _QR_SIDE + SMALL_BOLD.leading_pt + 2 * mm) + 1 * mm

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        left = x + TEXT_WIDTH - (_QR_COLUMN + _QR_SIDE) / 2
        pen.qr(self.qr_text, left, y + 1 * mm, _QR_SIDE)
        code = one_line(self.code, SMALL_BOLD)
        middle = x + TEXT_WIDTH - _QR_COLUMN / 2
        pen.line(code, middle - code.width_pt / 2, y + _QR_SIDE + 2 * mm, SMALL_BOLD)
        top = pen.lines(self._title, x, y, TITLE) + 1 * mm
        for label, lines in self._lines:
            pen.line(one_line(label, BODY), x, top, BODY)
            top = pen.lines(lines, x + _LABEL_WIDTH, top, BODY)

    @property
    def _title(self) -> tuple[Line, ...]:
        return wrap(self.title, TEXT_WIDTH - _QR_COLUMN, TITLE, 2)

    @property
    def _lines(self) -> list[tuple[str, tuple[Line, ...]]]:
        width = TEXT_WIDTH - _QR_COLUMN - _LABEL_WIDTH
        return [(label, wrap(value, width, BODY, 2)) for label, value in self.facts]
