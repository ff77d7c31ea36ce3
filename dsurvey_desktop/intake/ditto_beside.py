"""Cells that say "as at left": taken from the column before where both ask for the same kind.

`户籍地址 | 现居住地址: 同左` is the address again; a person's number or name is never taken so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.cell_readers import role_of
from dsurvey_desktop.intake.cleaning import clean_text, key_of
from dsurvey_desktop.intake.ditto import UNCLEAR_BESIDE, ditto_fault
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, Change, ColumnMatch, ParsedRow

_NUMBER_ITEM = "certificate_no"
_CHOICES = (ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE, ItemKind.RANK)
_ALIKE = 2
"""Last characters that headers of the same kind share: `户籍地址` and `现居住地址`."""


class BesideFiller:
    """Gives the cells of a table that say "as at left" what stands there."""

    def __init__(
        self, columns: Sequence[ColumnMatch], items: Mapping[str, Item], never: Collection[str]
    ) -> None:
        self._columns = {one.column: one for one in columns}
        self._items = items
        self._never = never
        self._told: set[int] = set()

    def fill(self, row: ParsedRow) -> None:
        """Fill in what is certain; the rest keeps its problem."""
        row.retell(UNCLEAR_BESIDE, self._filled)

    def _filled(self, row: ParsedRow, problem: Problem) -> list[Problem]:
        """What there is to say of such a cell after it was filled, or could not be."""
        column = problem.place.column
        own, left = self._columns.get(column), self._columns.get(column - 1)
        item = self._items.get(own.item) if own and own.item not in self._never else None
        value = self._value(row, left, own, item) if own and left and item else None
        if item is None or left is None or value is None:
            return [problem]
        row.answers[item.name] = value
        row.changes += (Change(item.name, problem.value, value),)
        if column in self._told:
            return []
        self._told.add(column)
        return [_taken_from_left(problem, left.header)]

    def _value(
        self, row: ParsedRow, left: ColumnMatch, own: ColumnMatch, item: Item
    ) -> Value | None:
        if left.item == CITIZEN_ID_HINT:
            return row.citizen_id or None if role_of(item) == "number" else None
        if left.item in self._items:
            value = row.answers.get(left.item)
            return value if _is_same(self._items[left.item], item, value) else None
        if item.kind is not ItemKind.TEXT or role_of(item) != "text" or not _are_alike(left, own):
            return None
        cell = clean_text(row.cells[left.column - 1])
        return None if not cell or ditto_fault(cell) else cell


def _is_same(left: Item, item: Item, value: Value | None) -> bool:
    """True where an answer of one question answers the other."""
    if value is None or left.kind is not item.kind or left.name == _NUMBER_ITEM:
        return False
    if item.kind in _CHOICES:
        codes = value if isinstance(value, list) else [value]
        return all(_labels(left, code) == _labels(item, code) for code in codes)
    if item.kind is ItemKind.TEXT:
        return role_of(left) == role_of(item)
    tails = {key_of(label)[-_ALIKE:] for label in left.labels.values()}
    return item.kind is ItemKind.DATE or any(
        key_of(label)[-_ALIKE:] in tails for label in item.labels.values()
    )


def _labels(item: Item, code: object) -> Mapping[str, str]:
    return next((one.labels for one in item.choices if one.code == code), {})


def _are_alike(left: ColumnMatch, own: ColumnMatch) -> bool:
    return key_of(left.header)[-_ALIKE:] == key_of(own.header)[-_ALIKE:]


def _taken_from_left(problem: Problem, header: str) -> Problem:
    return Problem(
        "ditto_beside_taken",
        Severity.WARNING,
        problem.place,
        problem.value,
        text(
            "“As at left” was taken from the column {header}, here and in the lines below that "
            "say so.",
            header=header,
        ),
        text("Check that no column was moved afterwards; each value shows where it is from."),
    )
