"""Telephone cells that say more than their own column asks for.

`13800000000/0574-60000000` is a mobile and a landline, and a landline often stands below
`联系电话`. Each goes to its own item where that is free; what finds no place stays in the cell and
is told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import Change, ColumnMatch, ParsedRow, RowKind
from dsurvey_desktop.intake.phone_states import PhoneStates, phone_states
from dsurvey_desktop.intake.readings import Fault, Reader, Reading
from dsurvey_desktop.intake.sheets import Cell, plain_text
from dsurvey_desktop.intake.telephones import (
    Phones,
    are_of_others,
    is_landline,
    is_mobile,
    phones_in,
)

OTHER_KIND = {"mobile": "landline", "landline": "mobile"}
"""The items of a person's own telephones, each with the other."""
_SEVERAL = "phones_left_out"
_UNREACHABLE = "phone_unreachable"


def with_other_phones(read: Reader, item: str) -> Reader:
    """A reader of `item` that takes its own kind only; `PhoneSorter` looks after the rest."""

    def sorting(cell: Cell) -> Reading:
        reading = read(cell)
        if reading.value is None:
            return reading
        if isinstance(cell, str) and not cell.isascii() and (said := _with_words(cell, item)):
            return said
        if _is_own(str(reading.value), item):
            return reading
        raw = plain_text(cell)
        found = phones_in(raw) if len(raw) <= DEFAULT_LIMITS.short_characters else Phones(())
        if not found.numbers:
            return reading
        own = next((one for one in found.numbers if _is_own(one, item)), None)
        return Reading(own, is_changed=True, fault=_several())

    return sorting


class PhoneSorter:
    """Gives the numbers of such cells to the items they belong to."""

    def __init__(self, columns: Sequence[ColumnMatch], items: Collection[str]) -> None:
        self._items = {one.column: one.item for one in columns if one.item in OTHER_KIND}
        self._known = items
        self._told: set[int] = set()

    def fill(self, row: ParsedRow) -> None:
        """Fill in what is certain, and tell of the rest."""
        if row.kind_of_row is RowKind.ENTRY:
            row.retell(_SEVERAL, self._sorted)

    def _sorted(self, row: ParsedRow, problem: Problem) -> list[Problem]:
        item = self._items[problem.place.column]
        found = phones_in(problem.value)
        mine = [one for one in found.numbers if _is_own(one, item)]
        others = [one for one in found.numbers if one not in mine]
        is_moved = bool(others) and self._gives(row, item, problem.value, others[0])
        if _says_more(found, mine, others) or (others and not is_moved):
            return [replace(problem, severity=Severity.WARNING)]
        if problem.place.column in self._told:
            return []
        self._told.add(problem.place.column)
        return [_sorted_by_kind(problem)]

    def _gives(self, row: ParsedRow, item: str, raw: str, number: str) -> bool:
        """Give a number of the other kind to its item; False where that says another one."""
        other = OTHER_KIND[item]
        other = other if other in self._known else item
        if other not in row.answers:
            row.answers[other] = number
            row.changes += (Change(other, raw, number),)
        return row.answers[other] == number


def is_left_to_sort(problem: Problem) -> bool:
    """True for what is said of a cell until `PhoneSorter` looks after it."""
    return problem.code == _SEVERAL


def _is_own(number: str, item: str) -> bool:
    """True for a number of the item's kind."""
    return is_mobile(number) if item == "mobile" else is_landline(number)


def _with_words(cell: str, item: str) -> Reading | None:
    """What a cell says whose words tell that its number is somebody else's, or no longer used."""
    if len(cell) > DEFAULT_LIMITS.short_characters:
        return None
    if are_of_others(cell):
        return Reading(None, is_changed=True, fault=_of_others())
    states = phone_states(cell)
    return None if states is None else _still_used(states, item)


def _still_used(states: PhoneStates, item: str) -> Reading | None:
    """The number that is used where it is certain; the only one whatever is said of it."""
    if not states.living and len(states.dead) == 1:
        return Reading(states.dead[0], is_changed=True, fault=_unreachable())
    if states.is_certain and len(states.living) == 1 and _is_own(states.living[0], item):
        return Reading(states.living[0], is_changed=True, fault=_replaced())
    return Reading(None, is_changed=True, fault=_which_is_unclear())


def _says_more(found: Phones, mine: Sequence[str], others: Sequence[str]) -> bool:
    return found.has_more or len(mine) > 1 or len(others) > 1


def _several() -> Fault:
    return Fault(
        _SEVERAL,
        text(
            "The cell holds more telephone numbers than the form asks for, or an extension; the "
            "first of each kind was taken where its item was free."
        ),
        text("Nothing has to be done if these are right; else correct the entry by the cell."),
    )


def _of_others() -> Fault:
    return Fault(
        "phones_of_others",
        text(
            "The cell says that the person has no telephone; the number in it is somebody else's "
            "and was not taken."
        ),
        text("Take it over while verifying if the person is reached by it."),
    )


def _unreachable() -> Fault:
    return Fault(
        _UNREACHABLE,
        text("The cell says that the number is no longer in use; it was taken all the same."),
        text("Ask the community for a number by which the person is reached."),
    )


def _replaced() -> Fault:
    return Fault(
        _UNREACHABLE,
        text("The cell says that one of its numbers is no longer in use; the other was taken."),
        text("Nothing has to be done if it is right; else correct the entry by the cell."),
    )


def _which_is_unclear() -> Fault:
    return Fault(
        _UNREACHABLE,
        text(
            "The cell says that a number is no longer in use; which of its numbers reaches the "
            "person is not certain, and none was taken."
        ),
        text("Ask the community for a number by which the person is reached."),
    )


def _sorted_by_kind(problem: Problem) -> Problem:
    return Problem(
        "phones_sorted",
        Severity.NOTICE,
        problem.place,
        problem.value,
        text(
            "Telephone numbers of this column were taken by their kind, mobile or landline, here "
            "and in the lines below."
        ),
        text("Nothing has to be done; each value shows where it is from."),
    )
