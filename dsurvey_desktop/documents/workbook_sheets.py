"""What sheets to read and print have in common: heights of wrapped lines, A4 landscape."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

_A4 = 9
_MOST_LINES = 25


def line_count(words: str, width: int) -> int:
    """How many lines a text takes in a column of so many characters; Chinese ones count twice.

    No more than a row of Excel can be high (409 points): the rest is read in the cell itself.
    """
    lines = sum(_lines_of(part, width) for part in words.split("\n"))
    return min(max(lines, 1), _MOST_LINES)


def _lines_of(words: str, width: int) -> int:
    needed = sum(2 if ord(character) > 0x2E7F else 1 for character in words)
    return max(1, -(-needed * 11 // (width * 10)))


def set_up_printing(sheet: Worksheet, header_row: int, footer: str) -> None:
    """A4 landscape, as wide as the page, the header on each, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_footer(f"&L{footer}&R&P / &N")
