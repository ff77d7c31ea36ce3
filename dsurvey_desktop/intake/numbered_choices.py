"""Choices that are only numbered: `1 2 3 4` under a joined `婚姻状况`, one column a choice.

Bare numbers under headers usually count the columns. They number choices where they begin anew
under joined headers, and columns with a header of their own have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.intake.header_rows import text_at
from dsurvey_desktop.intake.lexicon import SURE, Lexicon, Meaning
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.tick_boxes import MARK

_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:\.0)?[.、]?", re.ASCII)
_FIRST, _LEAST = ("0", "1"), 2
Run = list[tuple[int, str]]
"""Columns side by side, each with its number."""


def numbers_choices(sheet: Sheet, place: int) -> bool:
    """True for a line of numbers that begin anew under joined cells of the line above."""
    runs = _runs_below(sheet, place)
    if not runs or not all(map(_counts, runs.values())):
        return False
    numbered = {column for run in runs.values() for column, _number in run}
    above = range(len(sheet.rows[place - 1]))
    return any(column not in numbered and text_at(sheet, place - 1, column) for column in above)


def asks_for_them(sheet: Sheet, place: int, lexicon: Lexicon) -> bool:
    """The same, where each joined cell is a question with these codes."""
    return numbers_choices(sheet, place) and all(
        all(_box(text_at(sheet, place - 1, owner), number, lexicon) for _column, number in run)
        for owner, run in _runs_below(sheet, place).items()
    )


def numbered_boxes(headers: Sequence[tuple[str, ...]], lexicon: Lexicon) -> dict[int, Meaning]:
    """Meanings of columns of single choices that are only numbered, from 1 or 0 on."""
    found: dict[int, Meaning] = {}
    numbered = ((parts, _NUMBER.fullmatch(parts[-1])) for parts in headers if len(parts) > 1)
    if not any(match for _parts, match in numbered):
        return found
    for question, columns in groupby(range(len(headers)), key=lambda at: headers[at][:-1]):
        run = [(at, match[1]) for at in columns if (match := _number_of(headers[at]))]
        owner = question[-1] if question else ""
        item = lexicon.items.get(lexicon.sure(owner).item)
        if item is not None and item.kind is ItemKind.SELECT_ONE and _counts(run):
            boxes = {at: lexicon.tick_box(item.name, number) for at, number in run}
            if all(boxes.values()):
                found |= {at: Meaning(SURE, box) for at, box in boxes.items()}
    return found


def _number_of(parts: tuple[str, ...]) -> re.Match[str] | None:
    return _NUMBER.fullmatch(parts[-1]) if len(parts) > 1 else None


def _runs_below(sheet: Sheet, place: int) -> Mapping[int, Run]:
    """The numbers of a line by the column of the header they stand under; none of other lines."""
    runs: dict[int, Run] = {}
    owner = -1
    for column in range(len(sheet.rows[place]) if place else 0):
        owner = column if text_at(sheet, place - 1, column) else owner
        if own := text_at(sheet, place, column):
            match = _NUMBER.fullmatch(own)
            if match is None or owner < 0:
                return {}
            runs.setdefault(owner, []).append((column, match[1]))
    return runs


def _counts(run: Run) -> bool:
    """At least two, one after the other from 1 or 0 on, in columns side by side."""
    if len(run) < _LEAST or run[0][1] not in _FIRST:
        return False
    return all(after == (before[0] + 1, str(int(before[1]) + 1)) for before, after in pairwise(run))


def _box(owner: str, number: str, lexicon: Lexicon) -> str:
    meaning = lexicon.sure(owner)
    is_sure = meaning.confidence >= SURE and MARK not in meaning.item
    return lexicon.tick_box(meaning.item, number) if is_sure else ""
