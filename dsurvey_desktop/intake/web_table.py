"""Tables of web pages: what many systems give out as `.xls`.

Only tags of tables are looked at; scripts, links and entities of a document type do nothing. The
patterns look at no character twice, however broken the page is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape, check_sheet_count
from dsurvey_desktop.intake.sheets import Cell, Sheet, check_cells

_MARKS, _XML = ("<html", "<!doctype html"), "<?xml"
_SEARCHED = 2000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)([^<>]*)>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\u00a0]+")
_SILENT = ("script", "style")
_COMMENT, _COMMENT_END = "<!--", "-->"


def is_web_page(markup: str) -> bool:
    """True for HTML, whole or from its first table on."""
    start = markup[:_SEARCHED].lower()
    return any(mark in start for mark in _MARKS) or ("<table" in start and _XML not in start)


def read_web_tables(markup: str, limits: Limits) -> list[Sheet]:
    """Each table with cells as a sheet of texts; merged cells have their text top-left.

    Raises:
        IntakeError: too_many_sheets, too_many_rows, too_many_columns, too_many_cells,
            cell_too_long.
    """
    tables = _Tables(limits)
    for text, closes, name, attributes in _pieces(_without_comments(markup)):
        tables.add_text(text)
        tables.add_tag(name, attributes, closes=closes)
    tables.finish()
    sheets = [Sheet("", table.rows) for table in tables.done if table.rows]
    for number, sheet in enumerate(sheets, 1):
        sheet.name = "" if len(sheets) == 1 else str(number)
        check_shape(sheet.name, len(sheet.rows), sheet.width(), limits)
        check_cells(sheet, limits)
    return sheets


@dataclass(slots=True)
class _Table:
    """A table in the making; `taken` are places that a cell above reaches down to."""

    rows: list[list[Cell]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    cell: list[str] | None = None


class _Tables:
    """All tables; one inside another is a table of its own."""

    def __init__(self, limits: Limits) -> None:
        self.done: list[_Table] = []
        self._open: list[_Table] = []
        self._silent = ""
        self._limits = limits
        self._cells = self._spanned = 0

    def add_text(self, text: str) -> None:
        """Text between two tags."""
        if self._open and not self._silent and (cell := self._open[-1].cell) is not None:
            cell.append(_BLANKS.sub(" ", text))

    def add_tag(self, name: str, attributes: str, *, closes: bool) -> None:
        """A tag, opening or closing."""
        if self._silent:
            self._silent = "" if closes and name == self._silent else self._silent
        elif name in _SILENT:
            self._silent = "" if closes or attributes.endswith("/") else name
        elif name == "table":
            self._begin_or_end(closes=closes)
        elif self._open:
            self._add_inside(self._open[-1], name, attributes, closes=closes)

    def finish(self) -> None:
        """End what a page left open."""
        for table in self._open:
            self._end_cell(table)

    def _begin_or_end(self, *, closes: bool) -> None:
        if not closes:
            table = _Table()
            self._open.append(table)
            self.done.append(table)
            check_sheet_count(len(self.done), self._limits)
        elif self._open:
            self._end_cell(self._open.pop())

    def _add_inside(self, table: _Table, name: str, attributes: str, *, closes: bool) -> None:
        if name in ("td", "th", "tr"):
            self._end_cell(table)
            if not closes:
                self._count(1)
                if name == "tr" or not table.rows:
                    table.rows.append([])
                    check_shape("", len(table.rows), 1, self._limits)
                if name != "tr":
                    self._begin_cell(table, attributes)
        elif name in ("br", "p", "div") and table.cell:
            table.cell.append("\n")

    def _begin_cell(self, table: _Table, attributes: str) -> None:
        row, place = table.rows[-1], len(table.rows) - 1
        while (place, len(row)) in table.taken:
            row.append("")
        table.cell = [str(len(row))]
        row.append("")
        if attributes:
            self._reach(table, attributes)

    def _reach(self, table: _Table, attributes: str) -> None:
        """A cell over several columns or rows: its text stands in the first of them."""
        spans = {kind.lower(): max(int(count), 1) for kind, count in _SPAN.findall(attributes)}
        down, across = spans.get("row", 1), spans.get("col", 1)
        self._spanned += down * across - 1
        check_all_cells(self._spanned, self._limits, self._limits.repeated_cells)
        row, place = table.rows[-1], len(table.rows) - 1
        left = len(row) - 1
        row += [""] * (across - 1)
        table.taken.update(
            (place + below, left + beside) for below in range(1, down) for beside in range(across)
        )

    def _end_cell(self, table: _Table) -> None:
        if table.cell is not None:
            place, *texts = table.cell
            table.rows[-1][int(place)] = _plain("".join(texts))
            table.cell = None

    def _count(self, cells: int) -> None:
        self._cells += cells
        check_all_cells(self._cells, self._limits)


def _pieces(markup: str) -> Iterator[tuple[str, bool, str, str]]:
    """The text before each tag, whether the tag closes, its name and attributes."""
    end = 0
    for tag in _TAG.finditer(markup):
        yield markup[end : tag.start()], bool(tag[1]), tag[2].lower(), tag[3]
        end = tag.end()
    yield markup[end:], True, "", ""


def _without_comments(markup: str) -> str:
    """An open comment reaches to the end."""
    kept, place = [], 0
    while (start := markup.find(_COMMENT, place)) >= 0:
        kept.append(markup[place:start])
        end = markup.find(_COMMENT_END, start)
        place = len(markup) if end < 0 else end + len(_COMMENT_END)
    return "".join([*kept, markup[place:]])


def _plain(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
