"""The ranking of the towns as PDF and as Excel, with the figures it rests on."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.blocks import TITLE, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.ranking_model import RankingRow, RankingSheet
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import set_up_printing
from dsurvey_desktop.domain.texts import _

_HEADER_ROW = 3


def write_ranking(target: Path, header: SheetHeader, sheet: RankingSheet) -> int:
    """Write the PDF; returns the page count.

    Raises:
        AppError: by `replace_file`.
    """
    title = _("Ranking for the assessment")
    blocks: list[Block] = [
        Paragraph(title, TITLE, 2 * mm, "center"),
        Paragraph(sheet.day, align="center"),
        Heading(_("Places and measures")),
        *table(_measure_columns(sheet), [_measure_cells(row) for row in sheet.rows]),
        Heading(_("Figures they rest on")),
        *table(_count_columns(sheet), [_count_cells(row) for row in sheet.rows]),
        Heading(_("How the score comes about")),
        *(Paragraph(sentence) for sentence in sheet.remarks),
        Signatures((_("Drawn up by"), _("Office in charge"))),
    ]
    return write_pages(target, titled(header, title), paginate(blocks))


def write_ranking_workbook(target: Path, header: SheetHeader, sheet: RankingSheet) -> int:
    """Write the workbook with real numbers; returns how many sheets there are.

    Raises:
        AppError: by `replace_file`.
    """
    with workbook_file(target) as book:
        look = Look(book)
        share = book.add_format({"num_format": "0.0%", "border": 1, "border_color": "#B8BEC6"})
        page = book.add_worksheet(_("Ranking"))
        _write_top(page, look, header, sheet)
        for number, row in enumerate(sheet.rows, start=_HEADER_ROW + 1):
            page.write_number(number, 0, row.rank, look.number)
            page.write_string(number, 1, row.town, look.cell)
            page.write_number(number, 2, row.score, look.number)
            for column, value in enumerate(row.measures, start=3):
                if value is None:
                    page.write_string(number, column, _("—"), look.cell)
                else:
                    page.write_number(number, column, value, share)
            for column, count in enumerate(row.counts, start=3 + len(row.measures)):
                page.write_number(number, column, count, look.number)
        last = _HEADER_ROW + max(len(sheet.rows), 1)
        page.autofilter(_HEADER_ROW, 0, last, 2 + len(sheet.measures) + len(sheet.counted))
        for number, sentence in enumerate(sheet.remarks, start=last + 2):
            page.write_string(number, 1, sentence, look.note)
    return 1


def _write_top(page: Worksheet, look: Look, header: SheetHeader, sheet: RankingSheet) -> None:
    page.write_string(0, 0, _("Ranking for the assessment"), look.title)
    page.set_row(0, 26)
    made = f"{header.office}  {header.campaign}  {header.printed_at}"
    page.write_string(1, 0, made, look.note)
    names = [_("Rank"), _("Town"), _("Score")]
    names += [_("{name} (weight {weight})").format(name=n, weight=w) for n, w in sheet.measures]
    names += sheet.counted
    for column, name in enumerate(names):
        page.write_string(_HEADER_ROW, column, name, look.header)
        page.set_column(column, column, 22 if column == 1 else 12)
    page.set_row(_HEADER_ROW, 48)
    page.freeze_panes(_HEADER_ROW + 1, 2)
    set_up_printing(page, _HEADER_ROW, header.office)


def _measure_columns(sheet: RankingSheet) -> tuple[Column, ...]:
    weighed = _("{name}\nweight {weight}")
    return (
        Column(_("Rank"), 11, "right"),
        Column(_("Town")),
        Column(_("Score"), 16, "right"),
        *(Column(weighed.format(name=n, weight=w), 20, "right") for n, w in sheet.measures),
    )


def _measure_cells(row: RankingRow) -> tuple[str, ...]:
    shares = (_("—") if value is None else f"{value:.1%}" for value in row.measures)
    return (str(row.rank), row.town, f"{row.score:.2f}", *shares)


def _count_columns(sheet: RankingSheet) -> tuple[Column, ...]:
    return (Column(_("Town")), *(Column(name, 15.5, "right") for name in sheet.counted))


def _count_cells(row: RankingRow) -> tuple[str, ...]:
    return (row.town, *(f"{count:,}" for count in row.counts))
