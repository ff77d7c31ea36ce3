"""The problems of the files received as an Excel workbook, a sheet for each community."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.model import ProblemLine, SheetHeader
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import line_count, set_up_printing
from dsurvey_desktop.domain.texts import _

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_HEADER_ROW, _LINE_HEIGHT = 3, 16
_WIDTHS = (5, 20, 12, 6, 6, 22, 7, 34, 34, 16)
_STAYING = 1


def write_problem_workbook(
    target: Path, header: SheetHeader, problems: Sequence[ProblemLine]
) -> int:
    """Write the problems; returns how many sheets there are.

    Raises:
        AppError: by `replace_file`.
    """
    communities = list(dict.fromkeys(one.community for one in problems)) or [""]
    with workbook_file(target) as book:
        look = Look(book)
        names: set[str] = set()
        for community in communities:
            sheet = book.add_worksheet(_sheet_name(community, names))
            lines = [one for one in problems if one.community == community]
            _write_sheet(sheet, look, header, lines)
    return len(communities)


def _sheet_name(community: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    plain = _NOT_IN_A_NAME.sub(" ", community or _("Without community")).strip()
    name, number = plain[:_LONGEST_NAME], 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


def _write_sheet(
    sheet: Worksheet, look: Look, header: SheetHeader, lines: Sequence[ProblemLine]
) -> None:
    community = lines[0].community if lines else ""
    title = _("{community}: {count} problems").format(
        community=community or _("Without community"), count=len(lines)
    )
    sheet.write_string(0, 0, title, look.title)
    sheet.set_row(0, 26)
    made = f"{header.office}  {header.campaign}  {header.printed_at}"
    sheet.write_string(1, 0, made, look.note)
    ask = _("Please put these right in your file and send it again; write down what you did.")
    sheet.write_string(2, 0, ask if lines else _("The files had no problems."), look.note)
    for column, (words, width) in enumerate(zip(_headers(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, words, look.header)
    for number, line in enumerate(lines, start=1):
        _write_line(sheet, look, number, line)
    last = _HEADER_ROW + max(len(lines), 1)
    sheet.autofilter(_HEADER_ROW, 0, last, len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADER_ROW + 1, _STAYING)
    set_up_printing(sheet, _HEADER_ROW, header.office)


def _headers() -> tuple[str, ...]:
    return (
        _("No."),
        _("File"),
        _("Sheet"),
        _("Row"),
        _("Column"),
        _("Value found"),
        _("Severity"),
        _("What is wrong"),
        _("What to do"),
        _("What was done"),
    )


def _write_line(sheet: Worksheet, look: Look, number: int, line: ProblemLine) -> None:
    row = _HEADER_ROW + number
    cells = (
        *(line.file, line.sheet, line.row, line.column, line.value),
        *(line.severity, line.problem, line.advice, ""),
    )
    heights = map(line_count, cells, _WIDTHS[1:])
    sheet.set_row(row, _LINE_HEIGHT * max(heights))
    sheet.write_number(row, 0, number, look.number)
    for column, cell in enumerate(cells, start=1):
        if column == 3 and cell.isdecimal():
            sheet.write_number(row, column, int(cell), look.number)
        else:
            sheet.write_string(row, column, cell, look.cell)
