"""Where the headers stand on a sheet: under titles, over two lines, more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.header_rows import (
    DIGITS,
    filled_cells,
    group_name,
    has_digits,
    header_words,
    identity_items,
    is_header,
    is_header_of,
    is_numbering,
    items_named,
    long_number_column,
    rows_of_words,
    text_at,
)
from dsurvey_desktop.intake.hint_lines import is_code_line, is_hint_line
from dsurvey_desktop.intake.lexicon import SURE, Lexicon
from dsurvey_desktop.intake.numbered_choices import asks_for_them, numbers_choices
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

_MOST_LINES = 4
"""Behind the first, with those that help to fill it in."""
SEARCHED_ROWS = 300
"""A header further down than this is not looked for when the sheet has none before."""


Headers = tuple[tuple[str, ...], ...]
"""The header of each column, from top to bottom."""


@dataclass(frozen=True, slots=True)
class HeaderSpan:
    """Header lines `first` to `last`, from 0; `group_row` is -1 or a line of section names."""

    first: int
    last: int
    group_row: int = -1


@dataclass(slots=True)
class _Search:
    """How far a sheet was searched for headers under one form, and the spans found so far.

    Attributes:
        place: of the row to go on with.
        identity: the columns that say who a row is, by the last header.
    """

    spans: list[HeaderSpan] = field(default_factory=list)
    place: int = 0
    identity: tuple[int, ...] | None = None

    def go_on(self, sheet: Sheet, lexicon: Lexicon) -> bool:
        """Find the next header; False where there is none."""
        words = rows_of_words(sheet)
        end = len(sheet.rows) if self.spans else min(SEARCHED_ROWS, len(sheet.rows))
        while (place := words.first_from(self.place, end)) < end:
            self.place = place + 1
            if self._is_body(sheet.rows[place]) or not _starts_header(sheet, place, lexicon):
                continue
            span = _span(sheet, place, lexicon)
            self.spans.append(span)
            self.place = span.last + 1
            self.identity = _identity_columns(sheet, span, lexicon)
            return True
        return False

    def _is_body(self, row: list[Cell]) -> bool:
        """True below a header for a row that can be no other: a number stands where those do."""
        return self.identity is not None and (_is_numbered(row, self.identity) or not any(row))


def find_headers(sheet: Sheet, lexicon: Lexicon) -> Iterator[HeaderSpan]:
    """All headers of a sheet in order; a repeated header is found again each time.

    They are remembered with the sheet, as far as anybody asked.
    """
    search = sheet.found.get(lexicon)
    if search is None:
        search = sheet.found[lexicon] = _Search()
    at = 0
    while at < len(search.spans) or search.go_on(sheet, lexicon):
        yield search.spans[at]
        at += 1


def all_column_parts(sheet: Sheet, span: HeaderSpan, width: int) -> Headers:
    """The headers of the first columns, each from top to bottom: group name, then its own lines."""
    if span.first < span.last or span.group_row >= 0:
        lines = _lines_with_words(sheet, span)
        return tuple(_column_parts(sheet, span, lines, column) for column in range(width))
    row = tuple(sheet.rows[span.first][:width])
    return _own_parts(row, tuple(map(type, row)), width)


@remembers_words(64)
def _own_parts(row: tuple[Cell, ...], _kinds: tuple[type, ...], width: int) -> Headers:
    """The headers of a single line; files of a folder have the same, the kinds tell TRUE from 1."""
    words = (plain_text(cell).strip() for cell in row)
    parts = [(word,) if word else () for word in words]
    return (*parts, *[()] * (width - len(parts)))


def _lines_with_words(sheet: Sheet, span: HeaderSpan) -> list[int]:
    """The lines of a header but those that only help to fill it in."""
    below = range(span.first + 1, span.last + 1)
    return [span.first, *(at for at in below if not _only_helps(sheet, at))]


def _only_helps(sheet: Sheet, place: int) -> bool:
    """True for a line that numbers the columns or says how to fill them in."""
    row = sheet.rows[place]
    if is_hint_line(row):
        return True
    return is_numbering(filled_cells(row)) and not numbers_choices(sheet, place)


def _column_parts(sheet: Sheet, span: HeaderSpan, lines: list[int], column: int) -> tuple[str, ...]:
    """The header of one column."""
    parts = [text_at(sheet, place, column) for place in lines]
    if len(parts) > 1 and not parts[0] and any(parts):
        parts[0] = group_name(sheet.rows[span.first], column)
    for at in range(1, len(parts) - 1):
        if not parts[at] and any(parts[at + 1 :]):
            parts[at] = _joined_name(sheet, lines[at - 1], lines[at], column)
    if span.group_row >= 0:
        groups = span.group_row  # a header joined over both lines stands in the upper one
        is_own = any(parts)
        above = group_name(sheet.rows[groups], column) if is_own else text_at(sheet, groups, column)
        parts.insert(0, above)
    return tuple(part for part in parts if part)


def _joined_name(sheet: Sheet, above: int, place: int, column: int) -> str:
    """The nearest text left of a column in a middle line, below the same cell of the line above."""
    if text_at(sheet, above, column):
        return ""
    for at in range(column - 1, -1, -1):
        if found := text_at(sheet, place, at):
            return found
        if text_at(sheet, above, at):
            return ""
    return ""


def _starts_header(sheet: Sheet, place: int, lexicon: Lexicon) -> bool:
    """A header line, or the upper of two of which only both together are enough."""
    words = header_words(sheet.rows[place])
    items = items_named(words, lexicon)
    if is_header_of(words, items, lexicon):
        return True
    if place + 1 >= len(sheet.rows) or set(identity_items(lexicon)).isdisjoint(items):
        return False
    below = sheet.rows[place + 1]
    filled = [column for column, cell in enumerate(below) if cell != ""]
    return bool(filled) and _is_below_groups(sheet, place, place + 1, filled, lexicon)


def _span(sheet: Sheet, place: int, lexicon: Lexicon) -> HeaderSpan:
    if sheet.spots is not None and place == sheet.spots.header:
        return HeaderSpan(place, place)  # what stands below is what a form's labels were answered
    last = place
    while last + 1 < len(sheet.rows) and last < place + 2:
        if not _continues(sheet, place, last + 1, lexicon):
            break
        last += 1
    while (
        last + 1 < len(sheet.rows) and last < place + _MOST_LINES and _only_helps(sheet, last + 1)
    ):
        last += 1
    return HeaderSpan(place, last, _group_row(sheet, place))


def _group_row(sheet: Sheet, place: int) -> int:
    """The row above when it names sections: several short words and gaps, no numbers."""
    if place == 0:
        return -1
    above = sheet.rows[place - 1]
    words = [cell.strip() for cell in above if isinstance(cell, str) and cell.strip()]
    others = sum(1 for cell in above if not isinstance(cell, str))
    is_group = len(words) >= 2 and not others and all(_is_group_name(word) for word in words)
    return place - 1 if is_group else -1


def _is_group_name(word: str) -> bool:
    return len(word) <= 30 and not set(word) & set(":：") and not DIGITS.search(word)


def _continues(sheet: Sheet, first: int, place: int, lexicon: Lexicon) -> bool:
    """True when a row below a header line still belongs to the header."""
    row = sheet.rows[place]
    filled = [column for column, cell in enumerate(row) if cell != ""]
    if not filled:
        return False
    if is_numbering(filled_cells(row)) or asks_for_them(sheet, place, lexicon):
        return True
    if long_number_column(row) >= 0:
        return False
    if is_header(row, lexicon):
        return header_words(row) != header_words(sheet.rows[first])
    if is_hint_line(row) or is_code_line(row):
        return True
    return _is_below_groups(sheet, first, place, filled, lexicon)


def _is_below_groups(
    sheet: Sheet, first: int, place: int, filled: list[int], lexicon: Lexicon
) -> bool:
    """Sub-headers: words only under group names, blank where the line above names the person."""
    row = sheet.rows[place]
    if not header_words(row) or any(not isinstance(row[column], str) for column in filled):
        return False
    identity = identity_items(lexicon)
    for column in range(len(sheet.rows[first])):
        if lexicon.sure(text_at(sheet, first, column)).item in identity and column in filled:
            return False
    if _ask_for_choices_below(sheet, place, filled, lexicon):
        return True
    if all(text_at(sheet, first, column) for column in filled):
        return False
    return sum(_is_sub_header(sheet, first, place, column, lexicon) for column in filled) >= 2


def _ask_for_choices_below(
    sheet: Sheet, place: int, filled: Sequence[int], lexicon: Lexicon
) -> bool:
    """Questions alone in their line, each with its choices in the next one and nobody's number."""
    below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else []
    if any(below[: filled[0]]) or long_number_column(below) >= 0:
        return False
    return all(
        _has_choices(lexicon.sure(text_at(sheet, place, start)).item, below[start:end], lexicon)
        for start, end in zip(filled, [*filled[1:], len(below)], strict=True)
    )


def _has_choices(item: str, cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    words = [plain_text(cell).strip() for cell in cells if cell != ""]
    return len(words) > 1 and all(lexicon.box_below(item, word) for word in words[:2])


def _is_sub_header(sheet: Sheet, first: int, place: int, column: int, lexicon: Lexicon) -> bool:
    own = text_at(sheet, place, column)
    group = text_at(sheet, first, column) or group_name(sheet.rows[first], column)
    meanings = (lexicon.sure(own), lexicon.sure(f"{group}{own}"))
    if any(meaning.confidence >= SURE for meaning in meanings):
        return True
    above = place - 1
    between = "" if above == first else text_at(sheet, above, column)
    between = between or ("" if above == first else _joined_name(sheet, first, above, column))
    return any(lexicon.box_below(lexicon.sure(one).item, own) for one in (group, between) if one)


def _is_numbered(row: list[Cell], identity: Sequence[int]) -> bool:
    for column in identity:  # noqa: SIM110 - asked of every row, and a generator takes twice as long
        if column < len(row) and has_digits(row[column]):
            return True
    return False


def _identity_columns(sheet: Sheet, span: HeaderSpan, lexicon: Lexicon) -> tuple[int, ...]:
    """The columns that say who a row is, numbers first."""
    width = max(len(sheet.rows[place]) for place in range(span.first, span.last + 1))
    return _identity_in(all_column_parts(sheet, span, width), lexicon)


@remembers_words(32)
def _identity_in(headers: Headers, lexicon: Lexicon) -> tuple[int, ...]:
    """Kept, since the files of a folder have the same headers."""
    items = identity_items(lexicon)
    found = [
        (items.index(meaning.item), column)
        for column, parts in enumerate(headers)
        for part in parts
        if (meaning := lexicon.sure(part)).item in items
    ]
    return tuple(column for _rank, column in sorted(found))
