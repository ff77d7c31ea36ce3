"""Dates in every spelling that offices use, to ISO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dsurvey_desktop.intake.cleaning import OUTER, clean_text
from dsurvey_desktop.intake.sheets import Cell
from dsurvey_desktop.intake.vocabulary import vocabulary

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)  # 1950 to 2099
_TIME = re.compile(
    r"(?:T|\s)\s*\d{1,2}[:：]\d{0,2}(?:[:：]\d{0,2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*$"
)
_FULL = re.compile(r"(\d{4}|\d{1,2})-(\d{1,2})-(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ANY_CASE = re.IGNORECASE | re.ASCII
_DAY_MONTH = re.compile(rf"(\d{{1,2}})[\s/-]*{_MONTH}[\s/,-]*(\d{{4}}|\d{{2}})", _ANY_CASE)
_MONTH_DAY = re.compile(rf"{_MONTH}[\s/-]*(\d{{1,2}})[\s,]+(\d{{4}})", _ANY_CASE)
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_MARKS = re.compile(r"\s*[./\\。．·,，、—–－_]\s*|\s*-\s*|\s+")


def read_date(cell: Cell, year: int) -> str | None:
    """The day as ISO text; None where it is no date or more than one is possible.

    Args:
        cell: text, number (Excel's day count or yyyymmdd) or a date.
        year: taken where the cell names none.
    """
    if isinstance(cell, str):
        return cell if _is_iso(cell) else _read_text(clean_text(cell).strip(OUTER), year)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return _read_number(cell) if isinstance(cell, float | int) else None


def _is_iso(raw: str) -> bool:
    return _ISO.fullmatch(raw) is not None and _day(raw[:4], raw[5:7], raw[8:]) is not None


def _read_number(number: float) -> str | None:
    whole = int(number) if abs(number) < 1e9 else 0
    if whole in _SERIALS:
        return (_EXCEL_DAY_ZERO + timedelta(days=whole)).isoformat()
    compact = _COMPACT.fullmatch(str(whole))
    return _day(*compact.groups()) if compact and whole == number else None


def _read_text(raw: str, year: int) -> str | None:
    if any(character.isalpha() and character.isascii() for character in raw):
        return _read_named(raw) or _read_digits(raw, year)
    return _read_digits(raw, year)


def _read_named(raw: str) -> str | None:
    """`30-Sep-2025` and `Sep 30, 2025`, as spreadsheets in other languages write them."""
    if match := _DAY_MONTH.fullmatch(raw):
        day, month, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(raw):
        month, day, year = match.groups()
    else:
        return None
    number = _MONTHS.index(month.lower()) + 1
    return _day(year if len(year) == 4 else f"20{year}", str(number), day)


def _read_digits(raw: str, year: int) -> str | None:
    days = {day for day in _readings(_with_hyphens(raw), year) if day is not None}
    return days.pop() if len(days) == 1 else None


def _with_hyphens(raw: str) -> str:
    spelled = raw
    for word, meaning in vocabulary().date_words:
        spelled = spelled.replace(word, meaning)
    spelled = _EMPTY_BRACKETS.sub("", spelled).strip()  # a day of the week stood in them
    return _MARKS.sub("-", _TIME.sub("", spelled).strip()).strip("-")


def _readings(spelled: str, year: int) -> Iterator[str | None]:
    if match := _COMPACT.fullmatch(spelled):
        yield _day(*match.groups())
    elif match := _FULL.fullmatch(spelled):
        yield _day(_century(match[1], year), match[2], match[3])
        yield _day(_century(match[3], year), match[1], match[2])
    elif match := _YEAR_LAST.fullmatch(spelled):
        yield _day(match[3], match[1], match[2])
        yield _day(match[3], match[2], match[1])
    elif match := _NO_YEAR.fullmatch(spelled):
        yield _day(str(year), match[1], match[2])
    elif spelled.isdecimal():
        yield _read_number(int(spelled))


def _century(digits: str, year: int) -> str:
    """Four digits; two only where they mean the campaign's year or one beside it."""
    whole = int(digits) if len(digits) == 4 else year // 100 * 100 + int(digits)
    return str(whole) if len(digits) == 4 or abs(whole - year) <= 1 else ""


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
