"""The report of a spot check as Excel: a sheet each for rates, differences and people."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.figures_workbook import FigureTable, write_figures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.spot_report_model import SpotReportSheet
from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.texts import _


def write_spot_report_workbook(target: Path, header: SheetHeader, sheet: SpotReportSheet) -> int:
    """Write the workbook; returns how many sheets there are.

    Raises:
        AppError: by `replace_file`.
    """
    tables = [_rates(sheet), _differences(sheet), _sheets(sheet)]
    if sheet.redo:
        columns = ((_("Community"), 20), (_("Name"), 16), (_("Certificate number"), 28))
        tables.append(FigureTable(_("To be done again"), columns, sheet.redo, ""))
    with replace_file(target) as file:
        write_figures(file, header, tuple(tables), " ".join((*sheet.about, sheet.computed)))
    return len(tables)


def _rates(sheet: SpotReportSheet) -> FigureTable:
    columns = (
        *((_("Grouping"), 16), (_("Which"), 40), (_("Sheets"), 10), (_("Asked"), 10)),
        *((_("Differ"), 10), (_("Never"), 12), (_("Hard"), 12), (_("May change"), 12)),
        *((_("Error rate"), 12), (_("From (95%)"), 12), (_("To (95%)"), 12)),
    )
    rows = tuple(
        (
            *(part.of_what, row.name, row.sheets, row.asked, row.differing),
            *(row.never, row.hard, row.may_change, row.rate, row.low, row.high),
        )
        for part in sheet.parts
        for row in part.rows
    )
    return FigureTable(_("Error rate"), columns, rows, _("No sheet is entered yet."))


def _differences(sheet: SpotReportSheet) -> FigureTable:
    columns = (
        *((_("Code"), 14), (_("Community"), 18), (_("Name"), 14), (_("Item"), 36)),
        *((_("Class"), 16), (_("The form says"), 30), (_("The person says"), 30)),
    )
    rows = tuple(
        (one.code, one.community, one.name, one.item, one.weight, one.registered, one.found)
        for one in sheet.differences
    )
    return FigureTable(_("Differences"), columns, rows, sheet.no_differences)


def _sheets(sheet: SpotReportSheet) -> FigureTable:
    columns = (
        *((_("Code"), 14), (_("Community"), 18), (_("Name"), 14), (_("Outcome"), 14)),
        *((_("Asked again"), 36), (_("Remark"), 40)),
    )
    rows = tuple(
        (one.code, one.community, one.name, one.outcome, one.asked, one.remark)
        for one in sheet.sheets
    )
    return FigureTable(_("Each sheet"), columns, rows, "")
