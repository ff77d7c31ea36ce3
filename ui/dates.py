"""Days as an officer writes them, in the current language."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import N_, _

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def short_day(day: date) -> str:
    """Month and day, such as `Oct 8`."""
    pattern = _("MMM d")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def long_day(day: date) -> str:
    """Month, day and weekday."""
    return f"{short_day(day)} {_(_WEEKDAYS[day.weekday()])}"


def moment_text(moment: datetime) -> str:
    """Month, day and time of day in the office."""
    here = moment.astimezone(OFFICE_ZONE)
    return f"{short_day(here.date())} {here:%H:%M}"
