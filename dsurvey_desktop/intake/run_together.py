"""Codes without anything between them: whether `12` is one choice or two, told by its column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.choice_words import fold
from dsurvey_desktop.intake.choices import ChoiceReader, UnreadableChoice
from dsurvey_desktop.intake.readings import Fault, Reader, Reading
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text


def doubtful_codes(
    sheet: Sheet, places: Sequence[int], column: int, item: Item | None
) -> frozenset[str]:
    """The codes that may be several, where others of the column do stand without a separator.

    Args:
        sheet: with the column.
        places: of the rows, from 0.
        column: from 0.
        item: of the column; all but multiple choices with long codes have none.
    """
    if item is None or not _may_be_several(item):
        return frozenset()
    composed = _composed(tuple(one.code for one in item.choices))
    if not composed:
        return frozenset()
    rows = sheet.rows
    cells = {plain_text(rows[at][column]) for at in places if column < len(rows[at])}
    reader = ChoiceReader(item.choices)
    return composed if any(_is_run(fold(cell), reader) for cell in cells) else frozenset()


def with_doubts(read: Reader, doubtful: frozenset[str], fault: Fault | None = None) -> Reader:
    """A reader that leaves these texts to a person, codes unless the fault says otherwise."""
    told = fault or Fault(
        "codes_run_together",
        text("This may be one choice, or several whose codes stand side by side; it was not read."),
        text("Please ask the sender to write a comma between the codes, or type the value."),
    )

    def asking(cell: Cell) -> Reading:
        is_doubtful = fold(plain_text(cell)).removesuffix(".0") in doubtful
        return Reading(None, fault=told) if is_doubtful else read(cell)

    return asking


def _may_be_several(item: Item) -> bool:
    return item.kind in (ItemKind.SELECT_MULTIPLE, ItemKind.RANK)


@lru_cache(maxsize=64)
def _composed(codes: tuple[str, ...]) -> frozenset[str]:
    """Codes such as 12 of a question that has 1 and 2 too."""
    known = set(codes)
    return frozenset(
        code
        for code in codes
        if code.isdecimal()
        and any(code[:at] != code[at:] and {code[:at], code[at:]} <= known
                for at in range(1, len(code)))
    )  # fmt: skip


def _is_run(cell: str, reader: ChoiceReader) -> bool:
    if not cell.isdecimal() or reader.code_of(cell) is not None:
        return False
    try:
        return len(reader.read_many(cell)[0]) > 1
    except UnreadableChoice:
        return False
