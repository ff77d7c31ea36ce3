"""The return sheet on paper: per person what is to be put right, with room to answer."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.return_model import ReturnPerson, ReturnPoint, ReturnSheet
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.documents.title_band import TitleBand
from dsurvey_desktop.documents.written_row import WrittenRow
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.texts import _

_NEW_VALUE_SHARE = 0.45


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
    return [Heading(title), head, *(_with_answer(one, line) for one, line in points)]


def _with_answer(point: ReturnPoint, row: Block) -> Block:
    if not point.takes_value:
        return WrittenRow(row, (_("Answer:"),), (0.0,))
    labels = (_("Right answer:"), _("Answer in words:"))
    return WrittenRow(row, labels, (0.0, _NEW_VALUE_SHARE))


def _cells(point: ReturnPoint) -> tuple[str, ...]:
    whole = point.item or _("(the whole form)")
    return (point.code, whole, point.current or _("(blank)"), point.question)
