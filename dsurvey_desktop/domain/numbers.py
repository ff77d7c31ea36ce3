"""Citizen IDs (GB 11643) and disability certificate numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_CITIZEN_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_FIRST_GENERATION = re.compile(r"\d{15}", re.ASCII)
_DATE = re.compile(r"\d{8}", re.ASCII)
_CERTIFICATE = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(?:B(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate number taken apart; `reissue` is 0 for the first issue."""

    citizen_id: str
    category: str
    grade: str
    reissue: int


def check_character(digits: str) -> str:
    """The character that follows `digits` by ISO 7064 MOD 11-2: a citizen ID's 18th after 17."""
    product = 0
    for digit in digits:
        product = (product + int(digit)) * 2 % 11
    value = (12 - product) % 11
    return "X" if value == 10 else str(value)


def is_citizen_id(number: str) -> bool:
    """True for 18 characters with a real birth date and the right check character (GB 11643)."""
    if not _CITIZEN_ID.fullmatch(number) or birth_date(number) is None:
        return False
    return check_character(number[:17]) == number[17]


def as_citizen_id(number: str) -> str:
    """The 18 characters of a citizen ID of either generation; empty for what is none.

    Those of the first generation, up to 1999, have 15 digits: no century and no check character
    (GB 11643-1989).
    """
    if is_citizen_id(number):
        return number
    if not _FIRST_GENERATION.fullmatch(number):
        return ""
    whole = f"{number[:6]}19{number[6:]}"
    whole += check_character(whole)
    return whole if is_citizen_id(whole) else ""


def birth_date(number: str) -> date | None:
    """The birth date in a citizen ID or certificate number; None where there is none."""
    digits = number[6:14]
    if not _DATE.fullmatch(digits):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """`1` male or `2` female, by the 17th digit; empty where there is none."""
    return ("1" if int(number[16]) % 2 else "2") if number[16:17].isdecimal() else ""


def parse_certificate(number: str) -> Certificate | None:
    """The parts of a certificate number; None unless form and citizen ID are right (rule K32)."""
    match = _CERTIFICATE.fullmatch(number)
    if match is None or not is_citizen_id(match[1]):
        return None
    return Certificate(match[1], match[2], match[3], int(match[4] or 0))


def by_citizen(numbers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Certificate numbers by the citizen ID they begin with."""
    found: dict[str, tuple[str, ...]] = {}
    for number in numbers:
        found[number[:18]] = (*found.get(number[:18], ()), number)
    return found


def age_on(day: date, born: date) -> int:
    """Completed years on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
