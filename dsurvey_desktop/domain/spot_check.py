"""What asking drawn people again brings (product F3), at the town's desk and the district's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import N_

AGREES, DIFFERS, NOT_FOUND = "agrees", "differs", "not_found"
"""Outcomes of asking a person again; empty before."""
OUTCOMES = (AGREES, DIFFERS, NOT_FOUND)
ASKED_AGAIN = (
    "status",
    "survey_date",
    "mode",
    "hukou",
    "marital_status",
    "housing",
    "education_level",
    "employed",
    "employment_form",
    "social_assistance",
    "welfare_allowance",
    "family_doctor",
    "rehab_received",
    "rehab_need",
    "home_adapted",
)
"""Items asked again: what should never change, what money hangs on, and the visit itself."""


OUTCOME_WORDS = {
    "": N_("to be asked"),
    AGREES: N_("agrees"),
    DIFFERS: N_("differs"),
    NOT_FOUND: N_("not met"),
}


class ItemClass(StrEnum):
    """How an item's differing answers weigh (`resources/survey/item_classes.csv`)."""

    NEVER = "never"
    HARD = "hard"
    MAY_CHANGE = "may_change"


CLASS_WORDS = {
    ItemClass.NEVER: N_("should never change"),
    ItemClass.HARD: N_("hard to measure"),
    ItemClass.MAY_CHANGE: N_("may change"),
}


class Verdict(StrEnum):
    """What becomes of a lot; OPEN while the forms still to be asked about may decide."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OPEN = "open"


VERDICT_WORDS = {
    Verdict.ACCEPTED: N_("accepted"),
    Verdict.REJECTED: N_("not accepted"),
    Verdict.OPEN: N_("not decided yet"),
}


class Judgement(StrEnum):
    """What asking an item again brought; OTHER with what was said, None for a blank."""

    SAME = "same"
    OTHER = "other"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """What a person said to an item when asked again, and the day; None for a blank."""

    item: str
    value: Value | None
    day: date
