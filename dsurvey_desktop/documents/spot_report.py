"""The report of a spot check as PDF: verdict, rates, differences, sheets, room for signatures."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, TITLE, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.second_report import percent
from dsurvey_desktop.documents.spot_report_model import (
    SpotRatePart,
    SpotRateRow,
    SpotReportSheet,
)
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import _


def write_spot_report(target: BinaryIO | Path, header: SheetHeader, sheet: SpotReportSheet) -> int:
    """Write the report; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    title = spot_report_title()
    blocks: list[Block] = [
        Paragraph(title, TITLE, 2 * mm, "center"),
        *(Paragraph(sentence, SMALL, 1 * mm) for sentence in sheet.about),
        *(block for part in sheet.parts for block in _rates(part)),
        Paragraph(sheet.computed, SMALL, 2 * mm),
        *_differences(sheet),
        *_redo(sheet),
        *_sheets(sheet),
        Signatures((_("Drawn up by"), _("Office in charge"))),
    ]
    return write_pages(target, titled(header, title), paginate(blocks))


def spot_report_title() -> str:
    """As on the paper and in the workbook."""
    return _("Report of the spot check")


def _rates(part: SpotRatePart) -> list[Block]:
    if not part.rows:
        return []
    columns = (
        Column(part.of_what),
        Column(_("Sheets"), 14, "right"),
        Column(_("Asked"), 14, "right"),
        Column(_("Differ"), 14, "right"),
        Column(_("Never"), 15, "right"),
        Column(_("Hard"), 15, "right"),
        Column(_("May change"), 15, "right"),
        Column(_("Error rate"), 17, "right"),
        Column(_("95% interval"), 34, "right"),
    )
    return [Heading(part.title), *table(columns, [_cells(row) for row in part.rows])]


def _cells(row: SpotRateRow) -> tuple[str, ...]:
    counts = (row.sheets, row.asked, row.differing, row.never, row.hard, row.may_change)
    ends = _("{low} to {high}").format(low=percent(row.low), high=percent(row.high))
    return (row.name, *(f"{count:,}" for count in counts), percent(row.rate), ends)


def _differences(sheet: SpotReportSheet) -> list[Block]:
    title = Heading(_("Each difference"))
    if not sheet.differences:
        return [title, Paragraph(sheet.no_differences)]
    columns = (
        Column(_("Code"), 20),
        Column(_("Community"), 24),
        Column(_("Name"), 18),
        Column(_("Item"), 36),
        Column(_("Class"), 20),
        Column(_("The form says")),
        Column(_("The person says")),
    )
    cells = [
        (one.code, one.community, one.name, one.item, one.weight, one.registered, one.found)
        for one in sheet.differences
    ]
    return [title, *table(columns, cells)]


def _redo(sheet: SpotReportSheet) -> list[Block]:
    if not sheet.redo:
        return []
    columns = (Column(_("Community"), 40), Column(_("Name"), 40), Column(_("Certificate number")))
    return [Heading(_("To be done again")), *table(columns, list(sheet.redo))]


def _sheets(sheet: SpotReportSheet) -> list[Block]:
    columns = (
        Column(_("Code"), 22),
        Column(_("Community"), 28),
        Column(_("Name"), 22),
        Column(_("Outcome"), 20),
        Column(_("Asked again"), 50),
        Column(_("Remark")),
    )
    cells = [
        (one.code, one.community, one.name, one.outcome, one.asked, one.remark)
        for one in sheet.sheets
    ]
    return [Heading(_("Each sheet")), *table(columns, cells)]
