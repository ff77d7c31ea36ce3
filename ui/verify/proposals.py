"""What the evidence proposes for an answer, and where it comes from; a person applies it."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import N_
from dsurvey_desktop.usecases.entry_views import ItemView
from ui.verify.hidden_numbers import FIXED_ITEMS, HIDDEN_ITEMS

AS_ON_ROSTER, AS_LAST_YEAR = N_("As on the roster"), N_("As last year")
AS_FOUND = N_("As found in a spot check")
"""Reasons a proposal is filed with, unless the person chooses another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for an item; it is only put into the editor and saved with a reason."""

    item: str
    value: Value | None
    reason: str


def proposal_of(item: ItemView) -> Proposal | None:
    """The one that goes first: a spot check's, else the roster's, else last year's."""
    return spot_check_proposal(item) or roster_proposal(item) or last_year_proposal(item)


def spot_check_proposal(item: ItemView) -> Proposal | None:
    """What the person said when asked again, where it is another answer."""
    value = item.evidence.spot_check_value
    if value is None or item.name in FIXED_ITEMS or not _is_option(item, value):
        return None
    return Proposal(item.name, value, AS_FOUND)


def roster_proposal(item: ItemView) -> Proposal | None:
    """The roster's value where it is another."""
    value = _roster_value(item)
    if value is None or value == item.value:
        return None
    return Proposal(item.name, value, AS_ON_ROSTER)


def last_year_proposal(item: ItemView) -> Proposal | None:
    """Last year's answer, where this year's is asked and blank or has a finding.

    Where the roster says what the form says, last year is proposed to nobody.
    """
    value = item.evidence.last_year_value
    is_open = item.is_asked and (item.value is None or bool(item.findings))
    is_settled = item.value is not None and _roster_value(item) == item.value
    if value is None or item.name in FIXED_ITEMS or not is_open or value == item.value:
        return None
    if is_settled:
        return None
    return Proposal(item.name, value, AS_LAST_YEAR) if _is_option(item, value) else None


def _roster_value(item: ItemView) -> Value | None:
    """The roster's answer as a value of the item; None when unknown or no option says it."""
    words = item.evidence.roster
    if not words or item.name in HIDDEN_ITEMS:
        return words or None
    if item.kind == "select_one":
        codes = (one.code for one in item.choices if words in (one.code, one.label))
        return next(codes, None)
    return words if item.kind in ("text", "date") else None


def _is_option(item: ItemView, value: Value) -> bool:
    """Of choices only those the item still has."""
    if not item.choices:
        return not isinstance(value, list)
    codes = value if isinstance(value, list) else [value]
    return {str(code) for code in codes} <= {one.code for one in item.choices}
