"""The call sheet for confirming again: numbers, boxes to tick and a line to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import (
    SMALL,
    TITLE,
    Block,
    PageBreak,
    Paragraph,
    Signatures,
)
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Cell, Column, Mark, table
from dsurvey_desktop.documents.written_row import WrittenRow
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.texts import _


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody to call; `attempts` were made before."""

    community: str
    name: str
    certificate_no: str
    phones: tuple[str, ...]
    contact_name: str
    survey_date: str
    attempts: int


def write_call_sheet(
    target: BinaryIO | Path, header: SheetHeader, reference: date, lines: Sequence[CallLine]
) -> int:
    """Write the sheet, each community on pages of its own; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Confirmation list"))
    return write_pages(target, header, paginate(_blocks(reference, lines)))


def _blocks(reference: date, lines: Sequence[CallLine]) -> list[Block]:
    if not lines:
        return [Paragraph(_("Nobody has to be asked again."))]
    blocks: list[Block] = []
    for community in dict.fromkeys(line.community for line in lines):
        own = [line for line in lines if line.community == community]
        blocks += [PageBreak()] if blocks else []
        blocks += _community_blocks(community, reference, own)
    return blocks


def _community_blocks(community: str, reference: date, lines: Sequence[CallLine]) -> list[Block]:
    title = _("{community}: {count} people to confirm for {day}").format(
        community=community, count=len(lines), day=reference.isoformat()
    )
    hint = _("Ask whether anything has changed since the survey; tick one box and write it down.")
    columns = (
        Column(_("No."), 9, "right"),
        Column(_("Name")),
        Column(_("Phone"), 38),
        Column(_("Surveyed on"), 22),
        Column(_("Tried"), 12, "right"),
        Column(_("No change"), 17),
        Column(_("A change"), 15),
        Column(_("Not reached"), 17),
    )
    head, *rows = table(columns, [_cells(n, line) for n, line in enumerate(lines, start=1)])
    labels = (_("Date:"), _("How and with whom:"), _("What has changed:"))
    return [
        Paragraph(title, TITLE, 2 * mm),
        Paragraph(hint, SMALL, 1 * mm),
        head,
        *(WrittenRow(one, labels, (0.0, 0.18, 0.48)) for one in rows),
        Signatures((_("Called by"), _("Office in charge"))),
    ]


def _cells(number: int, line: CallLine) -> tuple[Cell, ...]:
    who = f"{line.name}\n{group_number(line.certificate_no)}"
    if line.contact_name and line.contact_name != line.name:
        who += "\n" + _("Contact: {name}").format(name=line.contact_name)
    phones = "\n".join(line.phones) or _("no number")
    tried = str(line.attempts or "")
    boxes = (Mark.TICK_BOX, Mark.TICK_BOX, Mark.TICK_BOX)
    return (str(number), who, phones, line.survey_date, tried, *boxes)
