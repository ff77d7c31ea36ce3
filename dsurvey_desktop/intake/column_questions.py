"""When the program asks what a column means instead of guessing (product B2).

It asks only where the answer matters, and where a person can answer: a table that lacks a column
altogether is taken in, and its rows say what they lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.intake import problems as say
from dsurvey_desktop.intake.cleaning import clean_name, clean_number
from dsurvey_desktop.intake.column_items import may_repeat
from dsurvey_desktop.intake.columns import Columns, holds_numbers, texts_of
from dsurvey_desktop.intake.lexicon import SURE, Lexicon
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, ColumnMatch, FileKind
from dsurvey_desktop.intake.sheets import Sheet, plain_text

_NUMBER, _NAME = "certificate_no", "name"
_OTHER_NUMBERS = (CITIZEN_ID_HINT, "citizen_id")
_LONG = re.compile(r"\d{14,}", re.ASCII)
_NAME_SHAPE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_EQUAL_RIGHT = 0.06
"""Columns whose confidence differs less than this have the same right to an item."""
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table to ask about; `place` is its header line."""

    place: Place
    sheet: Sheet
    body: range
    lexicon: Lexicon

    def label(self, name: str) -> str:
        """An item as people call it."""
        item = self.lexicon.items.get(name)
        return next(iter(item.labels.values()), name) if item else name

    def texts(self, match: ColumnMatch) -> list[str]:
        """The filled cells of a column's first rows."""
        return list(texts_of(self.sheet, self.body, match.column - 1))


def ask(head: TableHead, columns: Columns) -> Iterator[Problem]:
    """What a person should say of the columns before the rows are believed."""
    if head.lexicon.kind is not FileKind.COMMUNITY:
        yield from _ask_for(_NUMBER, head, columns)
        yield from _ask_for(_NAME, head, columns)
    if head.lexicon.kind is not FileKind.ROSTER:  # its ID and its number say much the same
        yield from _ask_rivals(head, columns)


def unknown_headers(head: TableHead) -> Problem:
    """The question about a table of which no header means anything."""
    return say.unfound_column(head.place, head.label(_NAME))


def _ask_for(name: str, head: TableHead, columns: Columns) -> Iterator[Problem]:
    found = next((match for match in columns.matches if match.item == name), None)
    if found is None:
        items = {match.item for match in columns.matches}
        has_other = name == _NUMBER and not items.isdisjoint(_OTHER_NUMBERS)
        unknown = (m for m in columns.matches if not m.item and m.confidence == 0)
        if not has_other and any(_may_be(name, head.texts(match)) for match in unknown):
            yield say.unfound_column(head.place, head.label(name))
    elif found.confidence < SURE and not (name == _NUMBER and holds_numbers(head.texts(found))):
        yield say.unsure_column(_at(head, found), found, head.label(name))


def _may_be(name: str, texts: list[str]) -> bool:
    """True where a column's cells look like the item."""
    if name == _NUMBER:
        fits = [_LONG.match(clean_number(text)) is not None for text in texts]
    else:
        fits = [_NAME_SHAPE.fullmatch(clean_name(text)) is not None for text in texts]
        fits += [False] * (len(texts) - len(set(texts)))  # names differ, words for choices don't
    return bool(fits) and sum(fits) >= _MOSTLY * len(fits)


def _ask_rivals(head: TableHead, columns: Columns) -> Iterator[Problem]:
    winners = {match.item: match for match in columns.matches if match.item}
    for beaten in columns.beaten:
        winner = winners[beaten.item]
        is_open = beaten.confidence >= SURE and winner.confidence - beaten.confidence < _EQUAL_RIGHT
        if is_open and not may_repeat(beaten.item) and _differ(head, winner, beaten):
            label = head.label(beaten.item.partition("/")[0])
            yield say.rival_columns(_at(head, beaten), beaten, label, winner)


def _differ(head: TableHead, one: ColumnMatch, other: ColumnMatch) -> bool:
    """True where a row says different things in the two columns."""
    return any(
        first and second and first != second
        for first, second in (
            (_cell(head, place, one), _cell(head, place, other)) for place in head.body
        )
    )


def _cell(head: TableHead, place: int, match: ColumnMatch) -> str:
    row = head.sheet.rows[place]
    return plain_text(row[match.column - 1]).strip() if match.column <= len(row) else ""


def _at(head: TableHead, match: ColumnMatch) -> Place:
    return replace(head.place, column=match.column)
