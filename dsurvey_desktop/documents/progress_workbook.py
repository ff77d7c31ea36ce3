"""The progress notice as an Excel workbook: its table with real numbers, and the last days."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.model import ProgressLine, ProgressNotice, SheetHeader
from dsurvey_desktop.documents.progress_notice import rounded_down
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import line_count, set_up_printing
from dsurvey_desktop.domain.texts import _

_HEADER_ROW, _STAYING, _LINE_HEIGHT = 2, 2, 16
_WIDTHS = (6, 22, 8, 8, 9, 9, 9, 9, 8, 8, 30)
_WORDS = (1, len(_WIDTHS) - 1)
"""Columns of words: community, and forecast with remarks."""
_INDENT = 2
"""What words stand in from the edges of their cell, in characters."""
_DAY_WIDTHS = (14, 12, 12)


def write_progress_workbook(target: Path, header: SheetHeader, notice: ProgressNotice) -> int:
    """Write the notice; returns how many sheets there are.

    Raises:
        AppError: by `replace_file`.
    """
    with workbook_file(target) as book:
        look = Look(book)
        _write_table(book.add_worksheet(_("Progress notice")), look, header, notice)
        _write_days(book.add_worksheet(_("Day by day")), look, header, notice)
    return 2


def _write_table(sheet: Worksheet, look: Look, header: SheetHeader, notice: ProgressNotice) -> None:
    _write_top(sheet, look, notice.title, " ".join(notice.opening), _WIDTHS)
    titles = (
        _("Rank"),
        _("Community"),
        _("On the roster"),
        _("Registered"),
        _("Coverage"),
        _("Home visits"),
        _("By app"),
        _("Confirmed"),
        _("Approved"),
        _("Handed over"),
        _("Forecast and remarks"),
    )
    _write_header(sheet, look, titles, _WIDTHS, _WORDS)
    for row, line in enumerate((*notice.lines, notice.total), start=_HEADER_ROW + 1):
        _write_line(sheet, look, row, line)
    last = _HEADER_ROW + len(notice.lines)
    for number, sentence in enumerate((*notice.points, notice.basis), start=last + 3):
        _write_sentence(sheet, look, number, sentence, _WIDTHS)
    sheet.autofilter(_HEADER_ROW, 0, max(last, _HEADER_ROW + 1), len(_WIDTHS) - 1)
    sheet.freeze_panes(_HEADER_ROW + 1, _STAYING)
    set_up_printing(sheet, _HEADER_ROW, header.office)


def _write_line(sheet: Worksheet, look: Look, row: int, line: ProgressLine) -> None:
    counts = (line.confirmed, line.approved, line.handed_over)
    shares = (line.coverage, line.home_visits, line.by_app)
    cells: list[tuple[float | str | None, Format]] = [
        (line.rank, look.number),
        (line.community, look.set_in),
        (line.on_roster, look.number),
        (line.registered, look.number),
        *((None if one is None else rounded_down(one), look.share) for one in shares),
        *((one, look.number) for one in counts),
        (line.remark, look.set_in),
    ]
    words = ((line.community, _WIDTHS[_WORDS[0]]), (line.remark, _WIDTHS[_WORDS[1]]))
    lines = max(line_count(said, width - _INDENT) for said, width in words)
    sheet.set_row(row, _LINE_HEIGHT * lines)
    for column, (value, form) in enumerate(cells):
        if value is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, form)
        else:
            sheet.write_number(row, column, value, form)


def _write_days(sheet: Worksheet, look: Look, header: SheetHeader, notice: ProgressNotice) -> None:
    _write_top(sheet, look, _("Day by day"), notice.issuer, _DAY_WIDTHS)
    titles = (_("Day"), _("Registered"), _("Approved"))
    _write_header(sheet, look, titles, _DAY_WIDTHS, (0,))
    for row, one in enumerate(notice.days, start=_HEADER_ROW + 1):
        sheet.write_datetime(row, 0, one.day, look.day)
        sheet.write_number(row, 1, one.registered, look.number)
        sheet.write_number(row, 2, one.approved, look.number)
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    set_up_printing(sheet, _HEADER_ROW, header.office)


def _write_top(
    sheet: Worksheet, look: Look, title: str, words: str, widths: tuple[int, ...]
) -> None:
    sheet.write_string(0, 0, title, look.title)
    sheet.set_row(0, 26)
    _write_sentence(sheet, look, 1, words, widths)


def _write_sentence(
    sheet: Worksheet, look: Look, row: int, words: str, widths: tuple[int, ...]
) -> None:
    """Over the width of the table, so that a long sentence makes the print no wider."""
    sheet.merge_range(row, 0, row, len(widths) - 1, words, look.paragraph)
    sheet.set_row(row, _LINE_HEIGHT * line_count(words, sum(widths)))


def _write_header(
    sheet: Worksheet,
    look: Look,
    titles: tuple[str, ...],
    widths: tuple[int, ...],
    set_in: tuple[int, ...],
) -> None:
    """Titles on the side of what stands below: numbers right, words (`set_in`) left."""
    for column, (words, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        form = look.above_set_in if column in set_in else look.above_number
        sheet.write_string(_HEADER_ROW, column, words, form)
