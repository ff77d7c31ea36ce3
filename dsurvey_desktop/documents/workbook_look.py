"""The look of Excel sheets: one font, hairlines, and greys that copy well."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

_FONT, _SIZE = "Microsoft YaHei", 10
_LINE, _PALE, _GREY, _DARK = "#B8BEC6", "#EEF1F4", "#D9DCE0", "#5F6B78"
_RED, _YELLOW = "#B3261E", "#FFFBE6"


class Look:
    """The formats of one workbook.

    Attributes:
        title, note, section, header: above a table; paragraph: sentences over several columns;
            folded_note: a note over merged columns.
        fixed, open, date: cells to read, to fill in, to fill in with a date; all of text, so that
            long numbers keep their digits.
        cell, number, share: of tables to read; answer: beside them, to be written in.
        set_in, day: words and dates beside numbers, with room between them.
        above_set_in, above_number: the header over them, on the same side as what stands below.
        not_asked, answered_though, unknown: conditional.
        hidden: of the row that names the items.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        lined = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
        text = {**lined, "num_format": "@"}
        self.title = self._made(bold=True, font_size=14, valign="vcenter")
        self.paragraph = self._made(text_wrap=True, valign="top")
        self.note = self._made(font_color=_DARK)
        self.folded_note = self._made(font_color=_DARK, text_wrap=True, valign="top")
        self.section = self._made(
            bold=True, bg_color=_PALE, valign="vcenter", top=1, top_color=_LINE
        )
        self.header = self._made(**lined, bold=True, text_wrap=True, bg_color=_PALE)
        self.fixed = self._made(**text, bg_color=_PALE)
        self.open = self._made(**text, text_wrap=True, locked=False)
        self.date = self._made(**lined, num_format="yyyy-mm-dd", locked=False, align="left")
        self.day = self._made(**lined, num_format="yyyy-mm-dd", align="left", indent=1)
        self.cell = self._made(**{**text, "valign": "top"}, text_wrap=True)
        words = {**text, "valign": "top", "align": "left"}  # without a side nothing is set in
        self.set_in = self._made(**words, text_wrap=True, indent=1)
        self.above_set_in = self._made(**lined, bold=True, text_wrap=True, bg_color=_PALE, indent=1)
        self.above_number = self._made(
            **lined, bold=True, text_wrap=True, bg_color=_PALE, align="right"
        )
        self.answer = self._made(
            **{**text, "valign": "top"}, text_wrap=True, locked=False, bg_color=_YELLOW
        )
        self.number = self._made(**{**lined, "valign": "top"})
        self.share = self._made(**{**lined, "valign": "top"}, num_format="0.0%")
        self.hidden = self._made(font_color=_DARK, num_format="@")
        self.not_asked = self._plain(bg_color=_GREY, font_color=_DARK, pattern=1)
        self.unknown = self._plain(font_color=_RED, bold=True)
        self.answered_though = self._plain(font_color=_RED, bold=True, bg_color=_GREY, pattern=1)

    def _made(self, **wanted: Any) -> Format:
        return self._plain(font_name=_FONT, **{"font_size": _SIZE, **wanted})

    def _plain(self, **wanted: Any) -> Format:
        return self._book.add_format(wanted)
