"""The return sheet as Excel: the community writes its answer beside each point."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.return_model import ReturnPerson, ReturnPoint, ReturnSheet
from dsurvey_desktop.documents.workbook_file import new_workbook
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_sheets import line_count
from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.return_mark import (
    CODE,
    MARK_SHEET,
    VALUE,
    WORDS,
    ReturnMark,
    mark_rows,
)
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import phrases

_WIDTHS = (8, 10, 24, 22, 22, 36, 26, 30)
_MEANINGS = (CODE, "", "", "", "", "", VALUE, WORDS)
_FIRST_LINE = 4
"""Rows of title, hint, hidden meanings and header above it."""
_LINE_HEIGHT, _LEAST_LINES = 15, 2
"""Room for an answer by hand, where the sheet is printed."""
_LONGEST_TIP = 250
_FIXED_DATE = datetime(2025, 1, 1, tzinfo=UTC)


class _Formats(NamedTuple):
    title: Any
    hint: Any
    head: Any
    cell: Any
    answer: Any


def write_return_workbook(target: Path, sheet: ReturnSheet, mark: ReturnMark) -> None:
    """Write the workbook; only the two columns for the answer are open to change.

    Raises:
        AppError: by `replace_file`.
    """
    content = workbook_bytes(sheet, mark)
    with replace_file(target) as file:
        file.write(content)


def workbook_bytes(sheet: ReturnSheet, mark: ReturnMark) -> bytes:
    """The workbook; the same return gives the same bytes."""
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        book.set_properties({"title": _("Return sheet"), "created": _FIXED_DATE})
        page = book.add_worksheet(_("Return sheet"))
        choices = book.add_worksheet("choices")
        hidden = book.add_worksheet(MARK_SHEET)
        for number, row in enumerate(mark_rows(mark)):
            for column, cell in enumerate(row):
                hidden.write_string(number, column, cell)
        _fill(page, choices, sheet, _formats(book), mark.blank)
        choices.hide()
        hidden.very_hidden()
        page.activate()
    return buffer.getvalue()


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    look = Look(book)
    return _Formats(look.title, look.paragraph, look.header, look.cell, look.answer)


def _fill(
    page: Worksheet, choices: Worksheet, sheet: ReturnSheet, formats: _Formats, blank: str
) -> None:
    title = _("Return sheet no. {number} · {community} · answer by {due}").format(
        number=sheet.number, community=sheet.community, due=sheet.due_on
    )
    hint = _(
        "Please write only in the two yellow columns: the right answer, or in words why the "
        "answer stands. Save the file and send it back. Write “{blank}” where the answer "
        "should be empty."
    ).format(blank=blank)
    page.write_string(0, 0, title, formats.title)
    page.merge_range(1, 0, 1, len(_WIDTHS) - 1, hint, formats.hint)
    for column, meaning in enumerate(_MEANINGS):
        page.write_string(2, column, meaning)
    _write_head(page, formats)
    lines = [(person, point) for person in sheet.persons for point in person.points]
    for number, (person, point) in enumerate(lines):
        row = _FIRST_LINE + number
        _write_line(page, row, person, point, formats)
        if point.takes_value:
            _offer_choices(page, choices, number, point, blank)
    _set_up(page, len(lines))


def _write_head(page: Worksheet, formats: _Formats) -> None:
    heads = (
        _("No."), _("Name"), _("Certificate no."), _("Item"), _("Answer so far"),
        _("What is asked"), _("Right answer"), _("Answer in words"),
    )  # fmt: skip
    for column, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        page.write_string(_FIRST_LINE - 1, column, head, formats.head)
        page.set_column(column, column, width)


def _write_line(
    page: Worksheet, row: int, person: ReturnPerson, point: ReturnPoint, formats: _Formats
) -> None:
    item = point.item or _("(the whole form)")
    current = point.current or _("(blank)")
    cells = (point.code, person.name, person.certificate_no, item, current, point.question)
    for column, cell in enumerate(cells):
        page.write_string(row, column, cell, formats.cell)
    lines = max(_LEAST_LINES, *map(line_count, cells, _WIDTHS))
    page.set_row(row, _LINE_HEIGHT * lines)
    page.write_blank(row, 6, None, formats.answer if point.takes_value else formats.cell)
    page.write_blank(row, 7, None, formats.answer)


def _offer_choices(
    page: Worksheet, choices: Worksheet, number: int, point: ReturnPoint, blank: str
) -> None:
    """A list to choose from, or a tip naming the options where several may be chosen."""
    options = [f"{code} {label}" for code, label in point.choices]
    if not options:
        return
    place = (_FIRST_LINE + number, 6, _FIRST_LINE + number, 6)
    if point.takes_many:
        tip = _("Several may be named, separated by “;”: {options}").format(
            options=phrases(options)
        )
        page.data_validation(*place, {"validate": "any", "input_message": _shortened(tip)})
        return
    for column, option in enumerate((*options, blank)):
        choices.write_string(number, column, option)
    source = f"=choices!{_cell(number, 0)}:{_cell(number, len(options))}"
    advice = _("Please choose from the list; anything else goes into the column beside it.")
    page.data_validation(
        *place,
        {"validate": "list", "source": source, "error_type": "warning", "error_message": advice},
    )


def _cell(row: int, column: int) -> str:
    return str(xlsxwriter.utility.xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_TIP else words[: _LONGEST_TIP - 1] + "…"


def _set_up(page: Worksheet, count: int) -> None:
    """Rows, protection without password, and how it prints."""
    page.set_row(0, 26)
    page.set_row(1, 34)
    page.set_row(2, None, None, {"hidden": True})
    page.freeze_panes(_FIRST_LINE, 2)
    page.protect("", {"format_columns": True, "format_rows": True, "sort": False})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST_LINE - 1)
    page.print_area(0, 0, _FIRST_LINE + max(count, 1) - 1, len(_WIDTHS) - 1)
    page.set_selection(_FIRST_LINE, 6, _FIRST_LINE, 6)
