"""What a person types into a field, and the answer it means."""

from __future__ import annotations

import re
from datetime import date

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import Text, text

NOT_A_DATE = text("Write the date as 2025-10-08.")
NOT_A_NUMBER = text("Write a whole number.")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")  # noqa: RUF100


def read_answer(kind: str, typed: str) -> tuple[Value | None, Text | None]:
    """The answer for what was typed, or what is wrong with it; blank reads as no answer."""
    typed = typed.strip()
    if not typed:
        return None, None
    if kind == "date":
        return _read_date(typed.translate(_WIDE_DIGITS))
    if kind == "integer":
        return _read_number(typed.translate(_WIDE_DIGITS))
    return typed, None


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
    return (int(typed), None) if re.fullmatch(r"\d{1,9}", typed) else (None, NOT_A_NUMBER)
