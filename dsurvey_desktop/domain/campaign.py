"""One year's survey: reference date, deadlines and targets, which an office may set itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsurvey_desktop.domain.suite import SuiteName

DATES = (
    "opening_date",
    "reference_date",
    "cutoff_date",
    "community_deadline",
    "town_deadline",
    "district_deadline",
)
"""Fields of a campaign that are days, as a person is asked for them."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Settings of one year; defaults by `default_campaign` follow this survey's own order.

    Attributes:
        year: the survey's year.
        reference_date: the state of this day is asked (30 September).
        opening_date: no visit is earlier (rule D01).
        cutoff_date: certified later means out of scope this year (rule P05).
        community_deadline, town_deadline, district_deadline: inclusive last days.
        home_visit_target, app_target: shares from 0 to 1 (rules M01, M02).
        rules_off: ids of rules this office has switched off.
        practice_date: in a practice office the day that counts as today; else None.
        is_sealed: bundles are encrypted to the addressee.
        needs_four_eyes: another person approves an entry than whoever corrected it.
        second_entry_share: part of every community that another person enters again from the
            paper, 0 to 1; 0 where the campaign does not ask for it.
        suite: what bundles are signed and sealed with; fixed once one went out or came in.
        key_years: how long this office's keys count after they are made; 0 is without end.
    """

    year: int
    reference_date: date
    opening_date: date
    cutoff_date: date
    community_deadline: date
    town_deadline: date
    district_deadline: date
    home_visit_target: float = 0.90
    app_target: float = 1.0
    rules_off: frozenset[str] = frozenset()
    practice_date: date | None = None
    is_sealed: bool = True
    needs_four_eyes: bool = False
    second_entry_share: float = 0.0
    suite: SuiteName = SuiteName.STANDARD
    key_years: int = 0


def default_campaign(year: int) -> Campaign:
    """The dates of this survey's order, moved to `year`."""
    return Campaign(
        year=year,
        reference_date=date(year, 9, 30),
        opening_date=date(year, 7, 1),
        cutoff_date=date(year, 9, 30),
        community_deadline=date(year, 10, 10),
        town_deadline=date(year, 10, 15),
        district_deadline=date(year, 10, 20),
    )
