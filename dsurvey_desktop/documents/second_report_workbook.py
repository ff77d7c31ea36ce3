"""The report of blind second entry as Excel: the rates on one sheet, each difference on another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.second_report import report_title
from dsurvey_desktop.documents.second_report_model import (
    DifferenceRow,
    RateRow,
    SecondReportSheet,
)
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import line_count, set_up_printing
from dsurvey_desktop.domain.texts import _

_ARROW = 3
"""What the arrow of the filter takes of a title's width."""
_HEADER_ROW, _LINE_HEIGHT = 2, 16
_RATE_WIDTHS = (14, 34, 10, 10, 10, 10, 10, 10, 10, 10, 10)
_DIFFERENCE_WIDTHS = (9, 18, 14, 34, 30, 30, 40)


def write_second_report_workbook(
    target: Path, header: SheetHeader, sheet: SecondReportSheet
) -> int:
    """Write both sheets; returns how many there are.

    Raises:
        AppError: by `replace_file`.
    """
    with workbook_file(target) as book:
        look = Look(book)
        share = book.add_format({"num_format": "0.00%", "border": 1, "border_color": "#B8BEC6"})
        _write_rates(book.add_worksheet(_("Error rate")), look, share, header, sheet)
        _write_differences(book.add_worksheet(_("Differences")), look, header, sheet)
    return 2


def _write_rates(
    page: Worksheet, look: Look, share: Format, header: SheetHeader, sheet: SecondReportSheet
) -> None:
    _write_top(page, look, " ".join(sheet.about), _rate_titles(), _RATE_WIDTHS)
    lines = [(_("All"), sheet.total)]
    lines += [(part.of_what, row) for part in sheet.parts for row in part.rows]
    for number, (of_what, row) in enumerate(lines, start=_HEADER_ROW + 1):
        page.write_string(number, 0, of_what, look.cell)
        page.write_string(number, 1, row.name, look.cell)
        _write_figures(page, number, row, look.number, share)
    last = _HEADER_ROW + len(lines)
    _write_sentence(page, look, last + 2, sheet.computed, _RATE_WIDTHS)
    _finish(page, header, last, len(_RATE_WIDTHS))


def _write_figures(
    page: Worksheet, number: int, row: RateRow, count: Format, share: Format
) -> None:
    counts = (row.entries, row.fields, row.differing)
    for column, value in enumerate(counts, start=2):
        page.write_number(number, column, value, count)
    for column, one in enumerate((row.rate, row.low, row.high), start=5):
        if one is None:
            page.write_blank(number, column, None, share)
        else:
            page.write_number(number, column, one, share)
    decided = (row.first_wrong, row.second_wrong, row.undecided)
    for column, value in enumerate(decided, start=8):
        page.write_number(number, column, value, count)


def _write_differences(
    page: Worksheet, look: Look, header: SheetHeader, sheet: SecondReportSheet
) -> None:
    _write_top(page, look, " ".join(sheet.about), _difference_titles(), _DIFFERENCE_WIDTHS)
    for number, row in enumerate(sheet.differences, start=_HEADER_ROW + 1):
        page.write_number(number, 0, row.entry, look.number)
        _make_room(page, number, _words(row), _DIFFERENCE_WIDTHS[1:])
        for column, words in enumerate(_words(row), start=1):
            page.write_string(number, column, words, look.cell)
    last = _HEADER_ROW + len(sheet.differences)
    _finish(page, header, last, len(_DIFFERENCE_WIDTHS))


def _words(row: DifferenceRow) -> tuple[str, ...]:
    return row.community, row.name, row.item, row.first, row.second, row.decision


def _rate_titles() -> tuple[str, ...]:
    return (
        *(_("Grouping"), _("Which"), _("Entries"), _("Fields"), _("Differ"), _("Error rate")),
        *(_("From (95%)"), _("To (95%)")),
        *(_("First wrong"), _("Second wrong"), _("Not decided")),
    )


def _difference_titles() -> tuple[str, ...]:
    return (
        *(_("Entry"), _("Community"), _("Name"), _("Item")),
        *(_("First entry"), _("Second entry"), _("Decision")),
    )


def _write_top(
    page: Worksheet, look: Look, about: str, titles: Sequence[str], widths: Sequence[int]
) -> None:
    page.write_string(0, 0, report_title(), look.title)
    page.set_row(0, 26)
    _write_sentence(page, look, 1, about, widths)
    for column, (words, width) in enumerate(zip(titles, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(_HEADER_ROW, column, words, look.header)
    _make_room(page, _HEADER_ROW, titles, [width - _ARROW for width in widths])


def _write_sentence(
    page: Worksheet, look: Look, row: int, words: str, widths: Sequence[int]
) -> None:
    page.merge_range(row, 0, row, len(widths) - 1, words, look.paragraph)
    page.set_row(row, _LINE_HEIGHT * line_count(words, sum(widths)))


def _make_room(page: Worksheet, row: int, cells: Sequence[str], widths: Sequence[int]) -> None:
    """As high as the longest of its cells needs."""
    page.set_row(row, _LINE_HEIGHT * max(map(line_count, cells, widths)))


def _finish(page: Worksheet, header: SheetHeader, last: int, columns: int) -> None:
    page.autofilter(_HEADER_ROW, 0, max(last, _HEADER_ROW + 1), columns - 1)
    page.freeze_panes(_HEADER_ROW + 1, 2)
    set_up_printing(page, _HEADER_ROW, header.office)
