"""The Excel workbook that a community fills in: the people, lists to choose from, and hints.

Headers and whoever the roster names are locked, all else is open. A cell that is not asked of a
person turns grey as soon as that is certain, one that cannot be understood turns red; nothing
stops whoever types. A list may be left aside for the code alone, and several codes are typed as
`1,3`.
"""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from dsurvey_desktop.documents.guide_sheet import write_guide
from dsurvey_desktop.documents.workbook_file import workbook_file
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_model import CollectionColumn, CollectionSheet
from dsurvey_desktop.documents.workbook_sheets import line_count
from dsurvey_desktop.forms.excel_conditions import (
    Cells,
    SheetCell,
    code_formula,
    not_asked_formula,
)
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.workbook_mark import MARK_SHEET, OWN_COLUMN

_LISTS = "lists"
_LONGEST_HELP, _LONGEST_HELP_TITLE = 255, 32
_PRINT_SCALE, _A4 = 90, 9
_ROW_HEIGHT = 28.5
"""In points: 9 mm of paper at the scale of printing, so that people can write by hand."""
_COLUMNS_THAT_STAY, _WIDTH_OF_NOTES = 3, 69
_LINE_HEIGHT = 14
_ALLOWED = {
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def write_collection_workbook(target: Path, content: CollectionSheet) -> None:
    """Write the workbook.

    Raises:
        AppError: by `replace_file`.
    """
    with workbook_file(target) as book:
        _Writer(book, content).write()


class _Writer:
    """Writes one workbook; rows and columns count from 0 here."""

    def __init__(self, book: xlsxwriter.Workbook, content: CollectionSheet) -> None:
        self._book = book
        self._content = content
        self._look = Look(book)
        self._sheet: Worksheet = book.add_worksheet(content.sheet)
        self._sections = 1 + len(content.notes)
        self._header = self._sections + 2
        self._first = self._header + 1
        self._last = self._header + len(content.rows) + content.spare_rows
        self._lists: dict[tuple[str, ...], str] = {}

    def write(self) -> None:
        """All sheets, the one to fill in first."""
        content = self._content
        write_guide(self._book, self._look, content)
        lists = self._book.add_worksheet(_LISTS)
        mark = self._book.add_worksheet(MARK_SHEET)
        self._write_head()
        self._write_columns(lists)
        self._write_rows()
        self._set_up_page()
        for number, row in enumerate(content.mark):
            for column, cell in enumerate(row):
                mark.write_string(number, column, cell)
        lists.very_hidden()
        mark.very_hidden()
        self._sheet.activate()

    def _write_head(self) -> None:
        """Beside the columns that each printed page repeats begins what they would cut off."""
        last = len(self._content.columns) - 1
        self._sheet.write_string(0, 0, self._content.title, self._look.title)
        self._sheet.write_string(0, _COLUMNS_THAT_STAY, self._content.campaign, self._look.title)
        self._sheet.set_row(0, 26)
        self._write_notes()
        before = ""
        for number, column in enumerate(self._content.columns):
            words = column.section if column.section != before else ""
            self._write_cell(self._sections, number, words, self._look.section)
            before = column.section
        self._sheet.set_row(self._header - 1, None, self._look.hidden, {"hidden": True})
        self._sheet.set_row(self._header, 46)
        self._sheet.autofilter(self._header, 0, self._last, last)

    def _write_notes(self) -> None:
        """Over as many columns as stand on the first printed page whatever the font."""
        asked = self._content.columns[_COLUMNS_THAT_STAY:]
        room, wide = 0, 0
        for column in asked:
            if room + column.width > _WIDTH_OF_NOTES:
                break
            room, wide = room + column.width, wide + 1
        for row, note in enumerate(self._content.notes, start=1):
            place = row, _COLUMNS_THAT_STAY
            if wide > 1:  # Excel merges no single cell
                end = _COLUMNS_THAT_STAY + wide - 1
                self._sheet.merge_range(*place, row, end, note, self._look.folded_note)
                self._sheet.set_row(row, _LINE_HEIGHT * line_count(note, room))
            else:
                self._sheet.write_string(*place, note, self._look.note)

    def _write_columns(self, lists: Worksheet) -> None:
        cells = self._cells()
        for number, column in enumerate(self._content.columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(self._header - 1, number, column.name, self._look.hidden)
            self._sheet.write_string(self._header, number, column.header, self._look.header)
            if column.item is not None:
                self._guide_typing(number, column, lists)
                self._colour(number, column, cells)

    def _cells(self) -> Cells:
        """The columns by the names that the form's expressions use."""
        return {
            column.name.removeprefix(OWN_COLUMN): SheetCell(
                f"${xl_col_to_name(number)}{self._first + 1}",
                _kind_of(column),
                column.item.relevant if column.item else "",
            )
            for number, column in enumerate(self._content.columns)
        }

    def _guide_typing(self, number: int, column: CollectionColumn, lists: Worksheet) -> None:
        rule = {"validate": "any", "ignore_blank": True, "show_error": False}
        if column.choices:
            rule |= {"validate": "list", "source": f"={self._list_range(column, lists)}"}
        if column.help:
            rule["input_title"] = column.header[:_LONGEST_HELP_TITLE]
            rule["input_message"] = column.help[:_LONGEST_HELP]
        self._sheet.data_validation(self._first, number, self._last, number, rule)

    def _list_range(self, column: CollectionColumn, lists: Worksheet) -> str:
        """The range on the hidden sheet that holds what the column offers; one for each list."""
        offered = column.offered
        if offered not in self._lists:
            at = len(self._lists)
            for number, words in enumerate(offered):
                lists.write_string(number, at, words)
            place = xl_range_abs(0, at, len(offered) - 1, at)
            self._lists[offered] = f"{_LISTS}!{place}"
        return self._lists[offered]

    def _colour(self, number: int, column: CollectionColumn, cells: Cells) -> None:
        """Grey where it is not asked, red where it is answered all the same or not understood."""
        assert column.item is not None
        here = cells[column.name].reference
        rules = []
        if not_asked := not_asked_formula(column.item, cells):
            rules.append((f'=AND({here}<>"",{not_asked[1:]})', self._look.answered_though))
            rules.append((not_asked, self._look.not_asked))
        if column.item.kind is ItemKind.SELECT_ONE and column.choices:
            rules.append((self._unknown(here, column), self._look.unknown))
        for formula, look in rules:
            rule = {"type": "formula", "criteria": formula, "format": look, "stop_if_true": True}
            self._sheet.conditional_format(self._first, number, self._last, number, rule)

    def _unknown(self, here: str, column: CollectionColumn) -> str:
        """True where a cell holds neither a choice nor the beginning of one: code or label."""
        listed = self._lists[column.offered]
        code = code_formula(here)
        tries = f'COUNTIF({listed},{code}&".*")+COUNTIF({listed},"*."&{here})'
        return f'=AND({here}<>"",{tries}=0)'

    def _write_rows(self) -> None:
        for place, row in enumerate(self._content.rows, start=self._first):
            for at, (value, column) in enumerate(zip(row, self._content.columns, strict=True)):
                self._write_cell(place, at, value, self._look_of(column))
            self._sheet.set_row(place, max(_ROW_HEIGHT, _LINE_HEIGHT * self._lines(row)))
        first_spare = self._first + len(self._content.rows)
        for place in range(first_spare, first_spare + self._content.spare_rows):
            for at, column in enumerate(self._content.columns):
                self._sheet.write_blank(place, at, None, self._look_of(column, is_spare=True))
            self._sheet.set_row(place, _ROW_HEIGHT)

    def _lines(self, row: tuple[str | int, ...]) -> int:
        """How many lines the longest text takes that is folded in its cell."""
        folded = (
            line_count(str(value), column.width)
            for value, column in zip(row, self._content.columns, strict=True)
            if not column.is_locked
        )
        return max(folded, default=1)

    def _write_cell(self, row: int, column: int, value: str | int, look: Format) -> None:
        if isinstance(value, int):
            self._sheet.write_number(row, column, value, look)
        elif value:
            self._sheet.write_string(row, column, value, look)
        else:
            self._sheet.write_blank(row, column, None, look)

    def _look_of(self, column: CollectionColumn, *, is_spare: bool = False) -> Format:
        if column.is_locked and not is_spare:
            return self._look.fixed
        if column.item is not None and column.item.kind is ItemKind.DATE:
            return self._look.date
        return self._look.open

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.freeze_panes(self._first, _COLUMNS_THAT_STAY)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_print_scale(_PRINT_SCALE)
        sheet.repeat_rows(self._sections, self._header)
        sheet.repeat_columns(0, _COLUMNS_THAT_STAY - 1)
        sheet.set_footer(f"&L{self._content.footer}&R&P / &N")
        sheet.print_area(0, 0, self._last, len(self._content.columns) - 1)
        sheet.protect("", _ALLOWED)


def _kind_of(column: CollectionColumn) -> ItemKind:
    """A column of the program's own holds a number, or a code with its label."""
    if column.item is not None:
        return column.item.kind
    return ItemKind.SELECT_ONE if column.choices else ItemKind.INTEGER
