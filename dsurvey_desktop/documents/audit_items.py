"""The questions of an audit sheet, as boxes to tick, codes to write or lines to fill."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.documents.blocks import Block
from dsurvey_desktop.documents.density import Density
from dsurvey_desktop.documents.model import AuditItem
from dsurvey_desktop.documents.pen import TEXT_WIDTH, Pen, mm
from dsurvey_desktop.documents.text_layout import Line, Style, fit_line, height_of, one_line, wrap
from dsurvey_desktop.documents.tick_flow import TickFlow, tick_flow
from dsurvey_desktop.domain.texts import _

CODE_WIDTH = 12 * mm
QUESTION_WIDTH = 62 * mm
RESULT_WIDTH = TEXT_WIDTH - CODE_WIDTH - QUESTION_WIDTH
_GUTTER = 3 * mm
_FIELD_WIDTH = 24 * mm
_SMALLEST_CODE_PT = 5.0


def item_block(item: AuditItem, density: Density) -> Block:
    """One question as the block that suits its kind and the density."""
    if item.kind not in ("one", "many"):
        return WriteRow(item, density)
    row = TickRow(item, density)
    if density.most_tick_lines and row.flow.line_count > density.most_tick_lines:
        return CodeRow(item, density)
    return row


@dataclass(frozen=True, slots=True)
class _ItemRow(Block):
    """What all questions share: code, question and the registered answer below it."""

    item: AuditItem
    density: Density

    def _question(self, width: float) -> tuple[Line, ...]:
        hint = _(" (tick all that apply)") if self.item.kind == "many" else ""
        question = self.item.question + hint
        return wrap(question, width - _GUTTER, self.density.style, self.density.most_text_lines)

    def _registered(self, width: float) -> tuple[Line, ...]:
        if self.item.answer is None:
            return ()
        answer = _("Registered: {answer}").format(answer=self.item.answer or _("(blank)"))
        return wrap(answer, width - _GUTTER, self._bold, self.density.most_text_lines)

    @property
    def _bold(self) -> Style:
        style = self.density.style
        return Style(style.size_pt, bold=True, leading=style.leading)

    def _asked_height(self, width: float) -> float:
        lines = self._question(width) + self._registered(width)
        return height_of(lines, self.density.style) + 2 * self.density.padding

    def _draw_asked(self, pen: Pen, x: float, y: float, width: float, drop: float = 0.0) -> float:
        pen.hairline(x, y + self.height, TEXT_WIDTH)
        y += self.density.padding + drop
        code = fit_line(self.item.code, CODE_WIDTH - 1 * mm, self.density.style, _SMALLEST_CODE_PT)
        pen.line(code[0], x, y, code[1])
        y = pen.lines(self._question(width), x + CODE_WIDTH, y, self.density.style)
        return pen.lines(self._registered(width), x + CODE_WIDTH, y, self._bold)


@dataclass(frozen=True, slots=True)
class TickRow(_ItemRow):
    """A question with a box for each choice."""

    @property
    def flow(self) -> TickFlow:
        """The boxes laid out."""
        labels = tuple(f"{code} {label}" for code, label in self.item.choices)
        return tick_flow(labels, RESULT_WIDTH, self.density.style, self.density.box)

    @property
    def height(self) -> float:
        """In points."""
        asked = self._asked_height(QUESTION_WIDTH) + self._drop
        return max(asked, self.flow.height + 2 * self.density.padding)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        self._draw_asked(pen, x, y, QUESTION_WIDTH, self._drop)
        self.flow.draw(pen, x + CODE_WIDTH + QUESTION_WIDTH, y + self.density.padding)

    @property
    def _drop(self) -> float:
        """Brings the question to the height of the first label, which is centred on its box."""
        return max(0.0, (self.density.box - self.density.style.leading_pt) / 2)


@dataclass(frozen=True, slots=True)
class CodeRow(_ItemRow):
    """A question with its choices in running text and a field to write their codes in."""

    @property
    def height(self) -> float:
        """In points."""
        asked = self._asked_height(self._width)
        listed = height_of(self._choices, self.density.style)
        return max(asked + listed, self.density.writing_room + 2 * self.density.padding)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        below = self._draw_asked(pen, x, y, self._width)
        pen.lines(self._choices, x + CODE_WIDTH, below, self.density.style)
        left, room = x + TEXT_WIDTH - _FIELD_WIDTH, self.density.writing_room
        top = y + (self.height - room) / 2
        pen.box(left, top, _FIELD_WIDTH, room)
        caption = Style(6)
        pen.line(one_line(_("answer code"), caption), left + 0.8 * mm, top, caption)

    @property
    def _width(self) -> float:
        return TEXT_WIDTH - CODE_WIDTH - _FIELD_WIDTH

    @property
    def _choices(self) -> tuple[Line, ...]:
        listed = "  ".join(f"{code}\u00a0{label}" for code, label in self.item.choices)
        most = self.density.most_text_lines
        width, style = self._width - _GUTTER, self.density.style
        return wrap(listed, width, style, most + 1 if most else 0)


@dataclass(frozen=True, slots=True)
class WriteRow(_ItemRow):
    """A question with room to write on its rule; boxes before it where an answer is registered."""

    @property
    def height(self) -> float:
        """In points."""
        asked = self._asked_height(QUESTION_WIDTH)
        return max(asked, self.density.writing_room + 2 * self.density.padding)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        self._draw_asked(pen, x, y, QUESTION_WIDTH)
        left, right = x + CODE_WIDTH + QUESTION_WIDTH, x + TEXT_WIDTH
        bottom = y + self.height - self.density.padding - 0.5 * mm
        if self.item.answer is not None:
            left += self._draw_same(pen, left, bottom)
        self._draw_date(pen, left, right, bottom)

    def _draw_same(self, pen: Pen, x: float, bottom: float) -> float:
        labels = (_("as registered"), _("differs:"))
        flow = tick_flow(labels, RESULT_WIDTH, self.density.style, self.density.box)
        flow.draw(pen, x, bottom - self.density.box)
        last = flow.options[-1]
        return last.x + self.density.box + last.lines[0].width_pt + _GUTTER

    def _draw_date(self, pen: Pen, left: float, right: float, bottom: float) -> None:
        if self.item.kind == "date":
            style, width = self.density.style, (right - left) / 3
            for number, unit in enumerate((_("year"), _("month"), _("day")), start=1):
                line = one_line(unit, style)
                x = left + number * width - line.width_pt - 1 * mm
                pen.line(line, x, bottom - style.leading_pt, style)
