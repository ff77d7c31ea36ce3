"""The report of blind second entry as PDF: rates, each difference, room for signatures."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, TITLE, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.second_report_model import (
    DifferenceRow,
    RatePart,
    RateRow,
    SecondReportSheet,
)
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import _


def write_second_report(
    target: BinaryIO | Path, header: SheetHeader, sheet: SecondReportSheet
) -> int:
    """Write the report; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    title = report_title()
    blocks: list[Block] = [
        Paragraph(title, TITLE, 2 * mm, "center"),
        *(Paragraph(sentence, SMALL, 1 * mm) for sentence in sheet.about),
        *(block for part in sheet.parts for block in _rates(part, sheet.total)),
        Paragraph(sheet.computed, SMALL, 2 * mm),
        *_differences(sheet.differences),
        Signatures((_("Drawn up by"), _("Office in charge"))),
    ]
    return write_pages(target, titled(header, title), paginate(blocks))


def report_title() -> str:
    """As on the paper and on the workbook's first sheet."""
    return _("Report of second entry")


def percent(share: float | None) -> str:
    """A share to a hundredth of a percent; a dash where nothing was compared."""
    return _("—") if share is None else f"{share * 100:.2f}%"


def interval(row: RateRow) -> str:
    """Both ends of the interval."""
    if row.low is None:
        return _("—")
    return _("{low} to {high}").format(low=percent(row.low), high=percent(row.high))


def _rates(part: RatePart, total: RateRow) -> list[Block]:
    columns = (
        Column(part.of_what),
        Column(_("Entries"), 14, "right"),
        Column(_("Fields"), 15, "right"),
        Column(_("Differ"), 14, "right"),
        Column(_("Error rate"), 17, "right"),
        Column(_("95% interval"), 34, "right"),
        Column(_("First wrong"), 15, "right"),
        Column(_("Second wrong"), 15, "right"),
        Column(_("Not decided"), 14, "right"),
    )
    rows = [_cells(row) for row in part.rows]
    return [Heading(part.title), *table(columns, rows, _cells(total))]


def _cells(row: RateRow) -> tuple[str, ...]:
    counts = (row.first_wrong, row.second_wrong, row.undecided)
    compared = (row.entries, row.fields, row.differing)
    return (
        row.name,
        *(f"{count:,}" for count in compared),
        percent(row.rate),
        interval(row),
        *(f"{count:,}" for count in counts),
    )


def _differences(rows: tuple[DifferenceRow, ...]) -> list[Block]:
    title = Heading(_("Each difference"))
    if not rows:
        return [title, Paragraph(_("Both entries say the same everywhere."))]
    columns = (
        Column(_("Entry"), 13, "right"),
        Column(_("Community"), 26),
        Column(_("Name"), 20),
        Column(_("Item"), 34),
        Column(_("First entry")),
        Column(_("Second entry")),
        Column(_("Decision"), 32),
    )
    cells = [
        (
            str(one.entry),
            *(one.community, one.name, one.item, one.first, one.second, one.decision),
        )
        for one in rows
    ]
    return [title, *table(columns, cells)]
