"""When something will be done at its own pace, and what pace its deadline asks (product E2)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dsurvey_desktop.domain.texts import Text, text

PACE_DAYS = 7
"""A whole week, so that free days are in every pace alike and no calendar of holidays is needed."""


class Standing(StrEnum):
    """How a forecast stands against its deadline."""

    DONE = "done"
    IN_TIME = "in_time"
    LATE = "late"
    STALLED = "stalled"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is left of something, and when it will be done.

    Attributes:
        left: how many are still to do.
        pace: how many a day were done over the last `pace_days` calendar days.
        pace_days: 7, or fewer where the first was done later than that; 0 where nothing was.
        done_on: the day the last one is done at this pace; None where nothing is done or left.
        days_late: by how many days `done_on`, or today where it is unknown, is past the deadline.
        needed_per_day: how many a day, today included, keep the deadline; None once it has passed.
    """

    left: int
    pace: float
    pace_days: int
    done_on: date | None
    days_late: int
    needed_per_day: int | None
    standing: Standing


def forecast(left: int, done: Mapping[date, int], today: date, deadline: date) -> Forecast:
    """How long `left` will take at the pace of the last week.

    Args:
        left: how many are still to do.
        done: how many were done on each day; days without any may be left out.
        today: the last day that counts.
        deadline: inclusive last day.
    """
    pace_days = _pace_days(done, today)
    since = today - timedelta(days=PACE_DAYS - 1)
    recent = sum(count for day, count in done.items() if since <= day <= today)
    pace = recent / pace_days if pace_days else 0.0
    done_on = today + timedelta(days=math.ceil(left / pace)) if left and pace else None
    days_left = (deadline - today).days
    return Forecast(
        left=left,
        pace=pace,
        pace_days=pace_days,
        done_on=done_on,
        days_late=max(((done_on or today) - deadline).days, 0) if left else 0,
        needed_per_day=math.ceil(left / (days_left + 1)) if days_left >= 0 else None,
        standing=_standing(left, days_left, done_on, deadline),
    )


def forecast_basis() -> Text:
    """How every forecast is computed, in words to stand beside it."""
    return text(
        "Forecast: what is left, divided by the average a day over the last {days} days (days off "
        "included; fewer where the work began later). People whose absence is explained are not "
        "counted as left. Registered counts on the day the file came in, approved on the day of "
        "the approval that stands now.",
        days=PACE_DAYS,
    )


def _pace_days(done: Mapping[date, int], today: date) -> int:
    days = [day for day, count in done.items() if count and day <= today]
    return min((today - min(days)).days + 1, PACE_DAYS) if days else 0


def _standing(left: int, days_left: int, done_on: date | None, deadline: date) -> Standing:
    if not left:
        return Standing.DONE
    if days_left < 0:
        return Standing.OVERDUE
    if done_on is None:
        return Standing.STALLED
    return Standing.LATE if done_on > deadline else Standing.IN_TIME
