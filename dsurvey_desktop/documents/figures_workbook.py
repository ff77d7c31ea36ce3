"""A workbook of figures for people: one table a sheet, real numbers, header frozen, filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import set_up_printing

_HEADER_ROW = 3
_TITLE_HEIGHT, _HEADER_HEIGHT = 26, 32


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A sheet.

    Attributes:
        name: of the sheet, and its title.
        columns: title and width in characters.
        rows: text, whole numbers, or shares from 0 to 1, as many as there are columns.
        empty: said where there are no rows.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    empty: str


def write_figures(
    target: IO[bytes], header: SheetHeader, tables: tuple[FigureTable, ...], remark: str
) -> None:
    """Write the workbook; `remark` stands over each table beside office and campaign."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as book:
        look = Look(book)
        for one in tables:
            page = book.add_worksheet(one.name)
            page.write_string(0, 0, one.name, look.title)
            page.set_row(0, _TITLE_HEIGHT)
            said = f"{header.office}  {header.campaign}  {header.printed_at}"
            page.write_string(1, 0, said, look.note)
            page.write_string(2, 0, remark, look.note)
            _write_table(page, look, one)
            set_up_printing(page, _HEADER_ROW, header.office)


def _write_table(page: Worksheet, look: Look, one: FigureTable) -> None:
    for number, (title, width) in enumerate(one.columns):
        page.write_string(_HEADER_ROW, number, title, look.header)
        page.set_column(number, number, width)
    page.set_row(_HEADER_ROW, _HEADER_HEIGHT)
    page.freeze_panes(_HEADER_ROW + 1, 1)
    for at, cells in enumerate(one.rows, start=_HEADER_ROW + 1):
        for number, value in enumerate(cells):
            if isinstance(value, int):
                page.write_number(at, number, value, look.number)
            elif isinstance(value, float):
                page.write_number(at, number, value, look.share)
            else:
                page.write_string(at, number, value, look.cell)
    if one.rows:
        page.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(one.rows), len(one.columns) - 1)
    else:
        page.write_string(_HEADER_ROW + 1, 0, one.empty, look.note)
