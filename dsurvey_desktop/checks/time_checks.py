"""Rules D01 to D03: dates that can't be, confirming again, and late arrivals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.domain.entry import Finding, basis_of
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.survey_codes import NORMAL
from dsurvey_desktop.domain.texts import text


def check_time(facts: EntryFacts, context: CheckContext) -> Iterator[Finding]:
    """Hold an entry's dates against the campaign's."""
    surveyed_on = _day(facts.answers.get("survey_date"))
    if surveyed_on is not None:
        yield from _possible(surveyed_on, context)
        yield from _confirmed(surveyed_on, facts, context)
    if facts.received_on > context.campaign.community_deadline:
        yield Finding(
            "D03",
            Severity.WARNING,
            "",
            text(
                "Arrived on {day}, after the communities' deadline {deadline}.",
                day=facts.received_on.isoformat(),
                deadline=context.campaign.community_deadline.isoformat(),
            ),
            basis_of(facts.received_on),
        )


def _possible(surveyed_on: date, context: CheckContext) -> Iterator[Finding]:
    opened = context.campaign.opening_date
    if surveyed_on < opened or surveyed_on > context.today:
        yield Finding(
            "D01",
            Severity.ERROR,
            "survey_date",
            text("The survey date must lie between {opened} and today.", opened=opened.isoformat()),
        )


def _confirmed(surveyed_on: date, facts: EntryFacts, context: CheckContext) -> Iterator[Finding]:
    reference = context.campaign.reference_date
    if surveyed_on >= reference or facts.answers.get("status") != NORMAL:
        return
    confirmed_on = _day(facts.answers.get("reconfirmed_on"))
    if confirmed_on is None or confirmed_on < reference:
        yield Finding(
            "D02",
            Severity.WARNING,
            "reconfirmed_on",
            text(
                "Collected before {reference}: please confirm again for that day.",
                reference=reference.isoformat(),
            ),
            basis_of(surveyed_on, confirmed_on),
        )


def _day(value: object) -> date | None:
    return _day_of(str(value)) if value else None


@lru_cache(maxsize=1024)
def _day_of(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
