"""What changed most since last year, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, TITLE, Block, Heading, Paragraph
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.documents.year_changes_model import ChangedItemLines, YearChangesList
from dsurvey_desktop.domain.texts import _


def write_year_changes(
    target: BinaryIO | Path, header: SheetHeader, changes: YearChangesList
) -> int:
    """Write the items, then the people behind each; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Changes since last year"))
    return write_pages(target, header, paginate(_blocks(changes)))


def share_words(share: float) -> str:
    """A share as people read it, to a tenth of a percent."""
    return f"{share * 100:.1f}%"


def _blocks(changes: YearChangesList) -> list[Block]:
    rows = [
        (
            one.code,
            one.label,
            f"{one.compared:,}",
            f"{len(one.people):,}",
            share_words(one.share),
        )
        for one in changes.items
    ]
    columns = (
        Column(_("Code"), 16),
        Column(_("Item")),
        Column(_("Answered in both years"), 30, "right"),
        Column(_("Changed"), 20, "right"),
        Column(_("Share"), 20, "right"),
    )
    blocks: list[Block] = [
        Paragraph(_("Changes since last year"), TITLE, 2 * mm),
        Paragraph(changes.about, SMALL, 1 * mm),
        *table(columns, rows),
    ]
    for one in changes.items:
        if one.people:
            blocks += _item_blocks(one)
    return blocks


def _item_blocks(one: ChangedItemLines) -> list[Block]:
    columns = (
        Column(_("Community"), 28),
        Column(_("Name"), 24),
        Column(_("Certificate number"), 44),
        Column(_("Last year")),
        Column(_("This year")),
    )
    rows = [
        (line.community, line.name, line.certificate_no, line.before, line.now)
        for line in one.people
    ]
    title = _("{code} {item}: {count} people").format(
        code=one.code, item=one.label, count=len(one.people)
    )
    return [Heading(title), *table(columns, rows)]
