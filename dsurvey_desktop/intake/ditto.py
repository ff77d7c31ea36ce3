"""Cells that say "as above": taken from the line above where that is certain, and told.

Those that speak of the cell beside them are known here too; `ditto_beside` takes them. Nobody's
number or name is ever filled down, and nothing across a line that is no person's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.choice_words import fold
from dsurvey_desktop.intake.model import Change, ColumnMatch, ParsedRow, RowKind
from dsurvey_desktop.intake.readings import Fault
from dsurvey_desktop.intake.sheets import Cell
from dsurvey_desktop.intake.vocabulary import vocabulary

_UNCLEAR = "ditto_unclear"
UNCLEAR_BESIDE = "ditto_beside_unclear"
_LONGEST = 12
_AROUND = " -—_.。~()[]<>「」"


@cache
def ditto_words() -> frozenset[str]:
    """What people write for "as above" and "as at left", as `fold` gives it."""
    return _words_above() | _words_beside()


@cache
def _words_above() -> frozenset[str]:
    return frozenset(map(fold, vocabulary().marks["ditto"]))


@cache
def _words_beside() -> frozenset[str]:
    marks = vocabulary().marks
    return frozenset(map(fold, (*marks["ditto_left"], *marks["ditto_other"])))


def is_ditto(cell: Cell) -> bool:
    """True for a cell that only says that it is as the one above."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and _is_ditto_text(cell)


@remembers_words(1024)
def _is_ditto_text(text: str) -> bool:
    """Communities are asked of at every row, and few are different."""
    return fold(text).strip(_AROUND) in _words_above()


def ditto_fault(cell: Cell) -> Fault | None:
    """Of a ditto that nothing is known of yet; `DittoFiller` finds out what it stands for."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    word = fold(cell).strip(_AROUND)
    if word in _words_above():
        return Fault(
            _UNCLEAR,
            text(
                "The cell says “as above”, and what stands above is not certain; it was not read."
            ),
            text("Please ask the sender, or type the value."),
        )
    if word not in _words_beside():
        return None
    return Fault(
        UNCLEAR_BESIDE,
        text("The cell says “as at left” or the like, and what it means is not certain; it was not "
             "read."),
        text("Please ask the sender, or type the value."),
    )  # fmt: skip


class DittoFiller:
    """Gives the dittos of a table's rows what stands above them; rows come from the top.

    The first of a run of dittos is told as a problem, each is noted as a change of its cell.
    """

    def __init__(self, columns: Collection[ColumnMatch], never: Collection[str]) -> None:
        self._items = {one.column: one.item for one in columns if one.item not in ("", *never)}
        self._above: Mapping[str, Value] = {}
        self._above_row = 0
        self._runs: dict[int, int] = {}

    def fill(self, row: ParsedRow) -> None:
        """Fill in what is certain; the rest keeps its problem."""
        if row.kind_of_row is not RowKind.ENTRY:
            self._above = {}
            return
        if row.problems:
            row.retell(_UNCLEAR, self._filled)
        self._above, self._above_row = row.answers, row.row

    def _filled(self, row: ParsedRow, problem: Problem) -> list[Problem]:
        """What there is to say of a ditto after it was filled, or could not be."""
        column = problem.place.column
        item = self._items.get(column, "")
        value = self._above.get(item)
        if value is None:
            return [problem]
        row.answers[item] = value
        row.changes += (Change(item, problem.value, value),)
        is_run = self._runs.get(column) == self._above_row
        self._runs[column] = row.row
        return [] if is_run else [_taken_from_above(problem, self._above_row)]


def _taken_from_above(problem: Problem, row: int) -> Problem:
    return Problem(
        "ditto_taken",
        Severity.WARNING,
        problem.place,
        problem.value,
        text("“As above” was taken from row {row}, here and in the lines below that say so.",
             row=row),
        text("Check that the lines were not sorted afterwards; each value shows where it is from."),
    )  # fmt: skip
