"""The functions of XForms expressions on dates, as JavaRosa computes them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.forms.xpath_math import truncated
from dsurvey_desktop.forms.xpath_values import (
    EPOCH_ORDINAL,
    NAN,
    EvaluationError,
    Value,
    days_of,
    text_moment,
)

MAX_DAYS = 2_000_000
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Not the system's: a window sets its language for the whole process, a command does not."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - forms have local time


def as_date(value: Value) -> Value:
    """`date()`: blanks stay; a number is days since 1970-01-01."""
    if isinstance(value, str):
        return text_moment(value) if value else value
    if isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - forms have local time
    if isinstance(value, float):
        return _moment(truncated(value))
    return as_moment(value)


def as_moment(value: Value) -> Value:
    """`date-time()`: as `date()`, with the time of day."""
    if isinstance(value, str):
        return text_moment(value) if value else value
    if isinstance(value, bool):
        raise EvaluationError(str(value))
    return _moment(value) if isinstance(value, float) else value


def _moment(days: float) -> Value:
    if math.isnan(days):
        return days
    if not -EPOCH_ORDINAL < days < MAX_DAYS:
        raise EvaluationError(str(days))
    return _EPOCH + timedelta(days=days)


def decimal_moment(value: Value) -> Value:
    """`decimal-date-time()`: days since 1970-01-01 with fraction."""
    moment = as_moment(value)
    return days_of(moment) if isinstance(moment, datetime) else moment


def decimal_time(value: Value) -> Value:
    """`decimal-time()`: the time of day as a fraction of it."""
    days = decimal_moment(value)
    return days - math.floor(days) if isinstance(days, float) and not math.isnan(days) else days


def format_moment(value: Value, pattern: str) -> str:
    """`format-date()` and `format-date-time()`; empty for a blank."""
    moment = as_moment(value)
    return _formatted(moment, pattern) if isinstance(moment, datetime) else ""


def day_number(value: Value) -> float:
    """`format-date(value, '%Y%m%d')` as a number: 20251008.0; NaN for a blank."""
    if value.__class__ is not datetime:
        value = as_moment(value)
    if isinstance(value, datetime):
        return float(value.year * 10000 + value.month * 100 + value.day)
    return NAN


@remembers_words(4096)
def _formatted(moment: datetime, pattern: str) -> str:
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1][:3],
        "B": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "a": _DAYS[moment.weekday()][:3],
        "A": _DAYS[moment.weekday()],
        "W": str(moment.isocalendar().week),
        "%": "%",
    }
    return re.sub("%(.?)", lambda match: _part(parts, match[1]), pattern)


def _part(parts: dict[str, str], letter: str) -> str:
    if letter not in parts:
        raise EvaluationError(letter)
    return parts[letter]
