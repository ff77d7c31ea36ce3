"""Rules D01 to D03: dates that can't be, confirming again, and late arrivals."""

from __future__ import annotations

from datetime import date

from dsurvey_desktop.checks.facts import CheckContext
from dsurvey_desktop.domain.entry import Answers, Finding, basis_of
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.survey_codes import NORMAL
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_memory import remembers_words


def check_time(answers: Answers, received_on: date, context: CheckContext) -> list[Finding]:
    """Hold an entry's dates, and the day it arrived at the office, against the campaign's."""
    found: list[Finding] = []
    campaign = context.campaign
    surveyed_on = _day(answers.get("survey_date"))
    if surveyed_on is not None:
        if not campaign.opening_date <= surveyed_on <= context.today:
            found.append(_impossible(campaign.opening_date))
        if surveyed_on < campaign.reference_date and answers.get("status") == NORMAL:
            confirmed_on = _day(answers.get("reconfirmed_on"))
            if confirmed_on is None or confirmed_on < campaign.reference_date:
                found.append(_unconfirmed(surveyed_on, confirmed_on, campaign.reference_date))
    if received_on > campaign.community_deadline:
        found.append(_late(received_on, campaign.community_deadline))
    return found


@remembers_words(1024)
def _day_of(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _day(value: object) -> date | None:
    return _day_of(str(value)) if value else None


def _impossible(opened: date) -> Finding:
    return Finding(
        "D01",
        Severity.ERROR,
        "survey_date",
        text("The survey date must lie between {opened} and today.", opened=opened.isoformat()),
    )


@remembers_words(1024)
def _unconfirmed(surveyed_on: date, confirmed_on: date | None, reference: date) -> Finding:
    return Finding(
        "D02",
        Severity.WARNING,
        "reconfirmed_on",
        text(
            "Collected before {reference}: please confirm again for that day.",
            reference=reference.isoformat(),
        ),
        basis_of(surveyed_on, confirmed_on),
    )


@remembers_words(64)
def _late(received_on: date, deadline: date) -> Finding:
    return Finding(
        "D03",
        Severity.WARNING,
        "",
        text(
            "Arrived on {day}, after the communities' deadline {deadline}.",
            day=received_on.isoformat(),
            deadline=deadline.isoformat(),
        ),
        basis_of(received_on),
    )
