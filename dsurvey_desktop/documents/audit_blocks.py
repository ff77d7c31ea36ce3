"""What stands above and below the questions of an audit sheet."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.documents.blocks import SMALL, SMALL_BOLD, Block
from dsurvey_desktop.documents.density import Density
from dsurvey_desktop.documents.model import AuditPerson
from dsurvey_desktop.documents.pen import TEXT_WIDTH, TICK_BOX, WRITING_ROOM, Pen, mm
from dsurvey_desktop.documents.text_layout import (
    Line,
    Style,
    fit_line,
    height_of,
    one_line,
    wrap,
)
from dsurvey_desktop.documents.tick_flow import tick_flow
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.texts import _

_QR_SIDE = 22 * mm
_QR_COLUMN = 42 * mm
_NAME = Style(14, bold=True, leading=1.25)
_CODE = Style(14, bold=True, leading=1.25)
_SMALLEST_CODE_PT = 8.0


@dataclass(frozen=True, slots=True)
class PersonBand(Block):
    """Who is asked, and the code that leads back to the entry."""

    person: AuditPerson
    density: Density

    @property
    def height(self) -> float:
        """In points."""
        code_height = _QR_SIDE + _CODE.leading_pt + 3 * mm
        return max(code_height, height_of(self._name, _NAME) + self._facts_height + 2 * mm)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        left = x + TEXT_WIDTH - (_QR_COLUMN + _QR_SIDE) / 2
        pen.qr(self.person.qr_text, left, y + 1 * mm, _QR_SIDE)
        code, style = fit_line(self.person.short_code, _QR_COLUMN, _CODE, _SMALLEST_CODE_PT)
        middle = x + TEXT_WIDTH - _QR_COLUMN / 2
        pen.line(code, middle - code.width_pt / 2, y + _QR_SIDE + 2 * mm, style)
        top = pen.lines(self._name, x, y, _NAME)
        for label, lines in self._facts:
            pen.line(one_line(label, SMALL), x, top, SMALL)
            top = pen.lines(lines, x + self._label_width, top, SMALL)

    @property
    def _label_width(self) -> float:
        return 24 * mm

    @property
    def _name(self) -> tuple[Line, ...]:
        return wrap(self.person.name, TEXT_WIDTH - _QR_COLUMN, _NAME, 2)

    @property
    def _facts(self) -> list[tuple[str, tuple[Line, ...]]]:
        person, width = self.person, TEXT_WIDTH - _QR_COLUMN - self._label_width
        facts = (
            (_("Certificate no."), group_number(person.certificate_no)),
            (_("Town") if person.is_of_town else _("Community"), person.community),
            (_("Phone"), person.phone),
            (_("Address"), person.address),
        )
        most = 3 if self.density.most_text_lines else 6
        return [(label, wrap(value, width, SMALL, most)) for label, value in facts]

    @property
    def _facts_height(self) -> float:
        return sum(height_of(lines, SMALL) for _label, lines in self._facts)


@dataclass(frozen=True, slots=True)
class VisitLines(Block):
    """How the check was made and who answered."""

    @property
    def height(self) -> float:
        """In points."""
        return 2 * (TICK_BOX + 1 * mm) + 1.5 * mm

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        ways = (_("home visit"), _("telephone"), _("elsewhere"), _("not reached, because:"))
        self._draw_line(pen, _("How checked"), ways, x, y + 1.5 * mm)
        people = (_("the person"), _("guardian or family"), _("somebody else:"))
        below = y + 1.5 * mm + TICK_BOX + 1 * mm
        self._draw_line(pen, _("Who answered"), people, x, below)

    def _draw_line(
        self, pen: Pen, label: str, options: tuple[str, ...], x: float, y: float
    ) -> None:
        label_width = 24 * mm
        drop = (TICK_BOX - SMALL.leading_pt) / 2
        pen.line(one_line(label, SMALL_BOLD), x, y + drop, SMALL_BOLD)
        flow = tick_flow(options, TEXT_WIDTH - label_width, SMALL, TICK_BOX)
        flow.draw(pen, x + label_width, y)
        last = flow.options[-1]
        used = label_width + last.x + TICK_BOX + last.lines[0].width_pt + 4 * mm
        pen.hairline(x + used, y + TICK_BOX, TEXT_WIDTH - used)


@dataclass(frozen=True, slots=True)
class Remarks(Block):
    """Lines to write on, 9 mm apart."""

    line_count: int

    @property
    def height(self) -> float:
        """In points."""
        return SMALL.leading_pt + 1 * mm + self.line_count * WRITING_ROOM

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        pen.line(one_line(_("Remarks"), SMALL_BOLD), x, y + 1 * mm, SMALL_BOLD)
        for number in range(1, self.line_count + 1):
            pen.hairline(x, y + SMALL.leading_pt + 1 * mm + number * WRITING_ROOM, TEXT_WIDTH)
