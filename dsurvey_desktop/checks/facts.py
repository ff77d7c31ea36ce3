"""What the checks are given: one entry with what the office knows around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.last_year import LastYear
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.spot_check import FoundAnswer


class EntryFacts(NamedTuple):
    """One entry.

    Attributes:
        submitted_community: code or name the submission itself said; empty when it said none.
        received_on: the day it arrived at the office.
        person: the roster line of the certificate number; None when it is not on the roster.
        twins: other certificate numbers with entries under the same citizen ID (rule P04).
        has_rival: another row with the same certificate waits for a decision (rule P02).
        last_year: what last year's data say of the person (rule P08); None where there are none.
        found_again: what the person said in a spot check (rule S01).
    """

    certificate_no: str
    answers: Answers
    submitted_community: str
    received_on: date
    person: Person | None
    twins: tuple[str, ...] = ()
    has_rival: bool = False
    last_year: LastYear | None = None
    found_again: tuple[FoundAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is the same for all entries: the campaign, today, and community codes by name.

    `labels` are the words of a choice by item and code, where a check speaks of it.
    """

    campaign: Campaign
    today: date
    community_codes: Mapping[str, str]
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
