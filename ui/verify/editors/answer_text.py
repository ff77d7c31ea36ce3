"""What a person types into a field, and the answer it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import Text, text

NOT_A_DATE = text("Write the date as 2025-10-08.")
NOT_A_NUMBER = text("Write a whole number.")
NOT_A_TIME = text("Write the time as 08:30.")
NOT_A_MOMENT = text("Write day and time as 2025-10-08 08:30.")
_CODES = re.compile(r"[^\s,，、;；]+")
_LAST_HOUR, _LAST_MINUTE = 23, 59
_TIME = re.compile(r"(\d{1,2})[:：时点](\d{1,2})?分?((?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")  # noqa: RUF100


def read_answer(kind: str, typed: str) -> tuple[Value | None, Text | None]:
    """The answer for what was typed, or what is wrong with it; blank reads as no answer."""
    typed = typed.strip()
    reader = _READERS.get(kind)
    if not typed or reader is None:
        return typed or None, None
    return reader(typed.translate(_WIDE_DIGITS))


def typed_as(value: Value | None) -> str:
    """An answer as it would be typed; several codes stand one after the other."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _read_date(typed: str) -> tuple[Value | None, Text | None]:
    found = _DATE.fullmatch(typed)
    if found is None:
        return None, NOT_A_DATE
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, NOT_A_DATE


def _read_number(typed: str) -> tuple[Value | None, Text | None]:
    return (int(typed), None) if re.fullmatch(r"-?\d{1,9}", typed) else (None, NOT_A_NUMBER)


def _read_time(typed: str) -> tuple[Value | None, Text | None]:
    found = _TIME.fullmatch(typed)
    if found is None or int(found[1]) > _LAST_HOUR or int(found[2] or 0) > _LAST_MINUTE:
        return None, NOT_A_TIME
    return f"{int(found[1]):02}:{int(found[2] or 0):02}{found[3] or ''}", None


def _read_moment(typed: str) -> tuple[Value | None, Text | None]:
    """A day and a time, with a blank or T between; a day alone stays one."""
    day, _between, time = typed.replace("T", " ", 1).partition(" ")
    said, problem = _read_date(day)
    if problem is not None or not time.strip():
        return said, problem and NOT_A_MOMENT
    at, problem = _read_time(time.strip())
    return (None, NOT_A_MOMENT) if problem else (f"{said}T{at}", None)


def _read_codes(typed: str) -> tuple[Value | None, Text | None]:
    return _CODES.findall(typed), None


_READERS: dict[str, Callable[[str], tuple[Value | None, Text | None]]] = {
    "date": _read_date,
    "time": _read_time,
    "datetime": _read_moment,
    "integer": _read_number,
    "rank": _read_codes,
}
