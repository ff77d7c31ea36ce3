"""What is proposed for an answer and where it comes from; only a person applies it (product D2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.phone_cells import OTHER_KIND
from dsurvey_desktop.intake.telephones import is_landline, is_mobile, phones_in
from dsurvey_desktop.usecases.answer_values import shown
from dsurvey_desktop.usecases.entry_views import Evidence, ProposalView
from dsurvey_desktop.usecases.household import Household
from dsurvey_desktop.usecases.normal_forms import normal_forms
from dsurvey_desktop.usecases.roster_values import on_roster

_LONGEST_CELL = 200
_FIXED = frozenset({"certificate_no"})
"""Whom the entry is about: never corrected here."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answer as it stands.

    Attributes:
        raw: the cell as it came, unless a person has put another answer in its place since.
        is_open: it is asked, and blank or with a finding.
        is_surplus: it is not asked, and filled in all the same.
    """

    item: Item
    value: Value | None
    evidence: Evidence
    raw: str
    is_open: bool
    is_surplus: bool


@dataclass(frozen=True, slots=True)
class Proposer:
    """What an entry's proposals are drawn from.

    Attributes:
        person: as the roster has them; None where it does not.
        household: who is said to be the head of it.
        is_valid: whether the form takes a value for an item of this entry.
    """

    person: Person | None
    household: Household
    is_valid: Callable[[str, Value], bool]

    def propose(self, case: Case) -> tuple[ProposalView, ...]:
        """What is proposed for an answer, the best first, each value once."""
        if case.item.name in _FIXED:
            return ()
        if case.is_surplus:
            return (_view(case.item, None, Origin.NOT_ASKED),)
        found: dict[str, ProposalView] = {}
        for value, origin in self._candidates(case):
            if value != case.value:
                found.setdefault(repr(value), _view(case.item, value, origin))
        return tuple(found.values())

    def _candidates(self, case: Case) -> Iterator[tuple[Value, Origin]]:
        checked = case.evidence.spot_check_value
        if checked is not None and _is_option(case.item, checked):
            yield checked, Origin.SPOT_CHECK
        on_roster = self._on_roster(case)
        if on_roster is not None:
            is_phone = case.item.name in ("mobile", "landline")
            yield on_roster, Origin.PHONE if is_phone else Origin.ROSTER
        for number in _in_cell(case):
            yield number, Origin.CELL
        if not case.is_open:
            return
        for value in normal_forms(case.item, case.value, case.raw):
            if self.is_valid(case.item.name, value):
                yield value, Origin.NORMALISED
        for value in self.household.says(case.item.name):
            yield value, Origin.HOUSEHOLD
        last = case.evidence.last_year_value
        is_settled = case.value is not None and on_roster == case.value
        if last is not None and not is_settled and _is_option(case.item, last):
            yield last, Origin.LAST_YEAR

    def _on_roster(self, case: Case) -> Value | None:
        """The roster's answer as a value of the item; None when unknown or no option says it."""
        item = case.item
        words = on_roster(self.person, item.name)
        if item.choices:
            known = (one.code for one in item.choices if words in (one.code, *one.labels.values()))
            return next(known, None) if words else None
        return words or None


def _in_cell(case: Case) -> Iterator[str]:
    """The telephones of the item's kind in the cell it came from: intake took one, or none."""
    if case.item.name in OTHER_KIND and len(case.raw) <= _LONGEST_CELL:
        is_own = is_mobile if case.item.name == "mobile" else is_landline
        yield from filter(is_own, phones_in(case.raw).numbers)


def _view(item: Item, value: Value | None, origin: Origin) -> ProposalView:
    return ProposalView(item.name, value, "" if value is None else shown(item, value), origin)


def _is_option(item: Item, value: Value) -> bool:
    """Of choices only those the item still has."""
    if not item.choices:
        return not isinstance(value, list)
    codes = value if isinstance(value, list) else [value]
    return {str(code) for code in codes} <= {one.code for one in item.choices}
