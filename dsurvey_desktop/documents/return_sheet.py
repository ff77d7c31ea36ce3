"""The return sheet on paper: per person what is to be put right, with room to answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import TEXT_WIDTH, WRITING_ROOM, Pen, mm
from dsurvey_desktop.documents.return_model import ReturnPerson, ReturnPoint, ReturnSheet
from dsurvey_desktop.documents.table import Column, Row, table
from dsurvey_desktop.documents.text_layout import Style, one_line
from dsurvey_desktop.documents.title_band import TitleBand
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.texts import _

_NEW_VALUE_SHARE = 0.45
_LABEL = Style(8.0)


def write_return_sheet(target: BinaryIO | Path, header: SheetHeader, sheet: ReturnSheet) -> int:
    """Write one community's return sheet; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    return write_pages(target, titled(header, _("Return sheet")), paginate(_blocks(sheet)))


def _blocks(sheet: ReturnSheet) -> list[Block]:
    facts = (
        (_("Community"), sheet.community),
        (_("Made on"), sheet.made_on),
        (_("Answer by"), sheet.due_on),
        (_("Points"), str(sheet.point_count)),
    )
    title = _("Return sheet no. {number}").format(number=sheet.number)
    hint = _(
        "Please ask the person again where needed. Write the right answer on the left or say on "
        "the right why the answer stands; then sign, stamp and send the sheet back, or fill in "
        "the Excel file of the same number."
    )
    blocks: list[Block] = [
        TitleBand(title, facts, sheet.code, sheet.qr_text),
        Paragraph(hint, SMALL, 2 * mm),
    ]
    for number, person in enumerate(sheet.persons, start=1):
        blocks += _person_blocks(number, person)
    signatures = Signatures((_("Village or community"), _("Office in charge")))
    return [*blocks, signatures]


def _person_blocks(number: int, person: ReturnPerson) -> list[Block]:
    title = _("{number}. {name}  {certificate}").format(
        number=number,
        name=person.name,
        certificate=group_number(person.certificate_no),
    )
    columns = (
        Column(_("No."), 14),
        Column(_("Item"), 34),
        Column(_("Answer so far"), 44),
        Column(_("What is asked")),
    )
    head, *rows = table(columns, [_cells(point) for point in person.points])
    points = zip(person.points, rows, strict=True)
    answers = [_AnsweredRow(_as_row(line), takes_value=one.takes_value) for one, line in points]
    return [Heading(title), head, *answers]


def _cells(point: ReturnPoint) -> tuple[str, ...]:
    whole = point.item or _("(the whole form)")
    return (point.code, whole, point.current or _("(blank)"), point.question)


def _as_row(block: Block) -> Row:
    assert isinstance(block, Row)
    return block


@dataclass(frozen=True, slots=True)
class _AnsweredRow(Block):
    """A line of the table with a line to write on below it; they stay together."""

    row: Row
    takes_value: bool

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
        words = _("Answer in words:") if self.takes_value else _("Answer:")
        left = x
        if self.takes_value:
            self._label(pen, _("Right answer:"), x, bottom)
            left = x + TEXT_WIDTH * _NEW_VALUE_SHARE
        self._label(pen, words, left, bottom)

    def _label(self, pen: Pen, words: str, x: float, bottom: float) -> None:
        pen.line(one_line(words, _LABEL), x, bottom - _LABEL.leading_pt - 0.6 * mm, _LABEL)
