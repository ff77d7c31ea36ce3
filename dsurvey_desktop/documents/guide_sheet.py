"""The sheet of a collection workbook that explains its items."""

from __future__ import annotations

import xlsxwriter

from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_model import CollectionSheet
from dsurvey_desktop.documents.workbook_sheets import line_count, set_up_printing
from dsurvey_desktop.forms.workbook_mark import GUIDE

_WIDTHS = (12, 7, 26, 40, 70)
_HEADER_ROW = 2
_LINE_HEIGHT = 16


def write_guide(book: xlsxwriter.Workbook, look: Look, content: CollectionSheet) -> None:
    """Add the guide; protected, A4 landscape, its header on every page."""
    sheet = book.add_worksheet(content.guide_sheet)
    sheet.write_string(0, 0, content.guide_title, look.title)
    sheet.set_row(0, 26)
    sheet.write_string(0, len(_WIDTHS), GUIDE)
    sheet.set_column(len(_WIDTHS), len(_WIDTHS), None, None, {"hidden": True})
    for number, (width, words) in enumerate(zip(_WIDTHS, content.guide_header, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(_HEADER_ROW, number, words, look.header)
    for number, line in enumerate(content.guide, start=_HEADER_ROW + 1):
        cells = (line.section, line.code, line.question, line.choices, line.words)
        sheet.set_row(number, _LINE_HEIGHT * max(map(line_count, cells, _WIDTHS)))
        for at, cell in enumerate(cells):
            sheet.write_string(number, at, cell, look.cell)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    set_up_printing(sheet, _HEADER_ROW, content.footer)
    sheet.protect("", {"format_columns": True, "format_rows": True})
