"""The parts a sheet is stacked from; each knows its height before it is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from dsurvey_desktop.documents.pen import TEXT_WIDTH, WRITING_ROOM, Align, Pen, mm
from dsurvey_desktop.documents.text_layout import Line, Style, height_of, one_line, wrap
from dsurvey_desktop.domain.texts import _

BODY = Style(10)
SMALL = Style(9)
SMALL_BOLD = Style(9, bold=True)
SECTION = Style(10, bold=True)
TITLE = Style(16, bold=True)
_MOST_LINES = 40


class Block(ABC):
    """Something as wide as the text area."""

    __slots__ = ()

    @property
    @abstractmethod
    def height(self) -> float:
        """Height in points."""

    @abstractmethod
    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at `x`, `y`."""

    @property
    def keeps_next(self) -> bool:
        """Whether the block must not be the last on its page."""
        return False

    @property
    def heading(self) -> Block | None:
        """What is repeated above it where it is the first on a page."""
        return None

    @property
    def breaks_page(self) -> bool:
        """Whether what follows starts a page."""
        return False


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Wrapped text with room above it, in points."""

    text: str
    style: Style = BODY
    above: float = 0.0
    align: Align = "left"

    @property
    def height(self) -> float:
        """In points."""
        return self.above + height_of(self._lines, self.style)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        pen.lines(self._lines, x, y + self.above, self.style, TEXT_WIDTH, self.align)

    @property
    def _lines(self) -> tuple[Line, ...]:
        return wrap(self.text, TEXT_WIDTH, self.style, _MOST_LINES)


@dataclass(frozen=True, slots=True)
class Heading(Paragraph):
    """A paragraph that stays with what follows it."""

    style: Style = SECTION
    above: float = 4 * mm

    @property
    def keeps_next(self) -> bool:
        """A heading is not left alone."""
        return True


@dataclass(frozen=True, slots=True)
class Fact(Block):
    """A label and its value in a second column; a blank value leaves room for handwriting."""

    label: str
    value: str
    label_width: float = 38 * mm
    style: Style = BODY

    @property
    def height(self) -> float:
        """In points."""
        if not self.value:
            return WRITING_ROOM
        return max(height_of(self._labels, self.style), height_of(self._values, self.style))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        left, width = x + self.label_width, TEXT_WIDTH - self.label_width
        if not self.value:
            pen.hairline(left, y + self.height, width)
            y += self.height - self.style.leading_pt
        pen.lines(self._labels, x, y, self.style)
        pen.lines(self._values, left, y, self.style)

    @property
    def _labels(self) -> tuple[Line, ...]:
        return wrap(self.label, self.label_width - 2 * mm, self.style)

    @property
    def _values(self) -> tuple[Line, ...]:
        return wrap(self.value, TEXT_WIDTH - self.label_width, self.style)


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """What follows starts a page."""

    @property
    def height(self) -> float:
        """In points."""
        return 0.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw nothing."""

    @property
    def breaks_page(self) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Signatures(Block):
    """Fields side by side to sign and date; the last one also says where the stamp goes."""

    labels: tuple[str, ...]
    field_height: float = 30 * mm
    above: float = 4 * mm

    @property
    def height(self) -> float:
        """In points."""
        return self.above + self.field_height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        width = (TEXT_WIDTH + self._gap) / len(self.labels)
        for number, label in enumerate(self.labels):
            self._draw_field(pen, label, x + number * width, y + self.above, width - self._gap)
        stamp = one_line(_("(stamp)"), SMALL)
        right = x + TEXT_WIDTH - 2 * mm
        pen.line(stamp, right - stamp.width_pt, y + self._bottom, SMALL)

    def _draw_field(self, pen: Pen, label: str, x: float, y: float, width: float) -> None:
        pen.box(x, y, width, self.field_height)
        pen.lines(wrap(label, width - 4 * mm, SMALL, 2), x + 2 * mm, y + 1 * mm, SMALL)
        date = one_line(_("Date:"), SMALL)
        pen.line(date, x + 2 * mm, y - self.above + self._bottom, SMALL)

    @property
    def _gap(self) -> float:
        return 3 * mm

    @property
    def _bottom(self) -> float:
        return self.height - SMALL.leading_pt - 1 * mm
