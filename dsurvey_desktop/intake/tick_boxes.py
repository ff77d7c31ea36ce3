"""Select-multiple questions that a file spreads over one column a choice."""

from __future__ import annotations

from collections.abc import Iterable

from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.cell_faults import unknown_choice
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.model import ColumnMatch, ParsedRow
from dsurvey_desktop.intake.readings import BLANK, ColumnReader, Reading
from dsurvey_desktop.intake.sheets import Cell, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

MARK = "/"
"""Between item and choice in `ColumnMatch.item`, as in KoboToolbox exports."""


def tick_box_reader(match: ColumnMatch, item: Item) -> ColumnReader:
    """Reads a column of one choice: its code where ticked, else nothing."""
    code = match.item.partition(MARK)[2]
    label = next((c.labels for c in item.choices if c.code == code), {})
    own_words = {code.casefold(), *(word.casefold() for word in label.values())}
    marks = vocabulary().marks
    ticks, empty = own_words | set(marks["tick"]), set(marks["empty_box"])
    fault = unknown_choice(item)

    def read(cell: Cell) -> Reading:
        word = _tick_key(plain_text(cell))
        if word in ticks:
            return Reading(code)
        return BLANK if not word or word in empty else Reading(None, fault=fault)

    return ColumnReader(match.item, read)


def merge_tick_boxes(row: ParsedRow, item: Item) -> None:
    """Put the ticked choices together as the item's answer; a column of its own wins."""
    names = [f"{item.name}{MARK}{choice.code}" for choice in item.choices]
    codes = [str(row.answers.pop(name)) for name in names if name in row.answers]
    if codes:
        row.answers.setdefault(item.name, codes)


def tick_box_items(matches: Iterable[ColumnMatch]) -> set[str]:
    """The items that have columns of single choices."""
    return {match.item.partition(MARK)[0] for match in matches if MARK in match.item}


def _tick_key(raw: str) -> str:
    return clean_text(raw).casefold().removesuffix(".0")
