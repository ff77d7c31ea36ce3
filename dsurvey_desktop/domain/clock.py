"""Time is an argument, so that tests and practice offices choose it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the current moment with its time zone."""
OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


def system_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


def practice_clock(day: date) -> Clock:
    """A clock that stands on `day` but whose time of day runs on (practice offices)."""

    def now() -> datetime:
        moment = datetime.now(OFFICE_ZONE)
        return datetime.combine(day, time(moment.hour, moment.minute, moment.second), OFFICE_ZONE)

    return now


def office_day(moment: datetime) -> date:
    """The calendar day in the office (China Standard Time)."""
    return moment.astimezone(OFFICE_ZONE).date()
