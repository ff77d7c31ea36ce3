"""Questions that a file spreads over one column a choice."""

from __future__ import annotations

from collections.abc import Iterable

from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.cell_faults import unknown_choice
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.model import ColumnMatch, ParsedRow
from dsurvey_desktop.intake.problems import cell_problem
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


def merge_tick_boxes(row: ParsedRow, item: Item, place: Place) -> None:
    """Put the ticked choices together as the item's answer; a column of its own wins.

    Args:
        row: changed in place.
        item: the question.
        place: of its first column, for a single choice that is ticked more than once.
    """
    names = [f"{item.name}{MARK}{choice.code}" for choice in item.choices]
    if row.changes:
        row.changes = tuple(
            one._replace(item=item.name) if one.item in names else one for one in row.changes
        )
    codes = [str(row.answers.pop(name)) for name in names if name in row.answers]
    if not codes or item.name in row.answers:
        return
    if item.kind is not ItemKind.SELECT_ONE:
        row.answers[item.name] = codes
    elif len(codes) == 1:
        row.answers[item.name] = codes[0]
    else:
        row.problems += (cell_problem(unknown_choice(item), place, ",".join(codes)),)


def tick_box_items(matches: Iterable[ColumnMatch]) -> set[str]:
    """The items that have columns of single choices."""
    return {match.item.partition(MARK)[0] for match in matches if MARK in match.item}


def first_columns(matches: Iterable[ColumnMatch]) -> dict[str, int]:
    """The first column, from 1, of each of these items."""
    found: dict[str, int] = {}
    for match in matches:
        owner, mark, _choice = match.item.partition(MARK)
        if mark:
            found.setdefault(owner, match.column)
    return found


def _tick_key(raw: str) -> str:
    return clean_text(raw).casefold().removesuffix(".0")
