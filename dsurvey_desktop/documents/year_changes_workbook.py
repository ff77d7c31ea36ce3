"""What changed most since last year, as Excel: items on one sheet, people on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import set_up_printing
from dsurvey_desktop.documents.year_changes_model import ChangedItemLines, YearChangesList
from dsurvey_desktop.domain.texts import _

_HEADER_ROW = 3
_ITEM_WIDTHS = (8, 36, 14, 10, 10)
_PEOPLE_WIDTHS = (8, 30, 16, 12, 24, 34, 34)


def write_year_changes_workbook(target: Path, header: SheetHeader, changes: YearChangesList) -> int:
    """Write both sheets; returns how many there are.

    Raises:
        AppError: by `replace_file`.
    """
    with workbook_file(target) as book:
        look = Look(book)
        items = book.add_worksheet(_("Items"))
        people = book.add_worksheet(_("People"))
        _begin(items, look, header, changes.about, _item_headers(), _ITEM_WIDTHS)
        _begin(people, look, header, changes.about, _people_headers(), _PEOPLE_WIDTHS)
        for row, one in enumerate(changes.items, start=_HEADER_ROW + 1):
            items.write_string(row, 0, one.code, look.cell)
            items.write_string(row, 1, one.label, look.cell)
            items.write_number(row, 2, one.compared, look.number)
            items.write_number(row, 3, len(one.people), look.number)
            items.write_number(row, 4, one.share, look.share)
        lines = [line for one in changes.items for line in _lines(one)]
        _write(people, look, lines)
        _end(items, header, len(changes.items), len(_ITEM_WIDTHS))
        _end(people, header, len(lines), len(_PEOPLE_WIDTHS))
    return 2


def _item_headers() -> tuple[str, ...]:
    return _("Code"), _("Item"), _("Answered in both years"), _("Changed"), _("Share")


def _people_headers() -> tuple[str, ...]:
    return (
        *(_("Code"), _("Item"), _("Community"), _("Name")),
        *(_("Certificate number"), _("Last year"), _("This year")),
    )


def _lines(one: ChangedItemLines) -> Iterator[tuple[str, ...]]:
    for line in one.people:
        who = (line.community, line.name, line.certificate_no)
        yield (one.code, one.label, *who, line.before, line.now)


def _begin(
    sheet: Worksheet,
    look: Look,
    header: SheetHeader,
    about: str,
    titles: Sequence[str],
    widths: Sequence[int],
) -> None:
    sheet.write_string(0, 0, _("Changes since last year"), look.title)
    sheet.set_row(0, 26)
    made = f"{header.office}  {header.campaign}  {header.printed_at}"
    sheet.write_string(1, 0, made, look.note)
    sheet.write_string(2, 0, about, look.note)
    for column, (words, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, words, look.header)


def _write(sheet: Worksheet, look: Look, lines: Iterable[tuple[str, ...]]) -> None:
    for row, cells in enumerate(lines, start=_HEADER_ROW + 1):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, look.cell)


def _end(sheet: Worksheet, header: SheetHeader, rows: int, columns: int) -> None:
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(rows, 1), columns - 1)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    set_up_printing(sheet, _HEADER_ROW, header.office)
