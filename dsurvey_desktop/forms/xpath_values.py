"""XPath values and their conversions, as JavaRosa does them.

A value is a `str`, `float`, `bool` or `datetime` (local time, no zone); blank is the empty string.
Dates are numbers as days since 1970-01-01 and texts as `YYYY-MM-DD`.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.word_memory import remembers_words

Value = str | float | bool | datetime
NAN = math.nan
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
DAY_S = 86_400
TINY = 1e-12
"""Numbers closer than this are equal, and a number smaller than this is false."""
BLANKS = "".join(map(chr, range(ord(" ") + 1)))
"""What Java trims: blanks of other kinds, such as the full-width one, are letters to it."""
DIGITS = {str(digit): float(digit) for digit in range(10)}
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DAY_LENGTH = len("YYYY-MM-DD")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?(Z|[+-]\d{1,2}(?::?\d{2})?)?")


class EvaluationError(Exception):
    """An expression has no value for these answers, such as the date of `31-31-31`."""


def text_number(text: str) -> float:
    """The number a text stands for, NaN for none; no exponents (XPath 1.0, 4.4)."""
    digit = DIGITS.get(text)
    if digit is not None:
        return digit
    if text.isdecimal() and text.isascii():
        return float(text)
    trimmed = text.replace(",", ".").strip(BLANKS)
    return float(trimmed) if _NUMBER.fullmatch(trimmed) else NAN


def to_number(value: Value) -> float:
    """A value as a number; a date counts whole days."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return text_number(value)
    if isinstance(value, datetime):
        return float(value.toordinal() - EPOCH_ORDINAL)
    return float(value)


def to_fractional(value: Value) -> float:
    """As `to_number`, but a date keeps its time of day (abs, pow and their like)."""
    return days_of(value) if isinstance(value, datetime) else to_number(value)


def days_of(moment: datetime) -> float:
    """Days since 1970-01-01 with the time of day as fraction."""
    seconds = (moment - datetime(moment.year, moment.month, moment.day)).total_seconds()  # noqa: DTZ001
    return moment.toordinal() - EPOCH_ORDINAL + seconds / DAY_S


def to_text(value: Value) -> str:
    """A value as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.year > 999 else value.date().isoformat()
    return number_text(value)


def number_text(number: float) -> str:
    """A number as Java writes it: whole ones plain, very large or small ones with E."""
    if math.isnan(number):
        return "NaN"
    if abs(number) < TINY:
        return "0"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if -(2**31) <= number < 2**31 and abs(number - int(number)) < TINY:
        return str(int(number))
    return double_text(number)


def double_text(number: float) -> str:
    """A number as Java writes it, whole ones with `.0`."""
    sign = "-" if number < 0 else ""
    digits, _, exponent = f"{abs(number)!r}".partition("e")
    if number == 0 or (not exponent and 1e-3 <= abs(number) < 1e7):
        return sign + digits
    shortest = repr(abs(number))
    return f"{sign}{_mantissa(shortest)}E{Decimal(shortest).adjusted()}"


def _mantissa(shortest: str) -> str:
    digits = shortest.partition("e")[0].replace(".", "").lstrip("0").rstrip("0")
    return f"{digits[0]}.{digits[1:] or '0'}"


def to_bool(value: Value) -> bool:
    """A value as truth; a date is always true."""
    if isinstance(value, str):
        return value != ""
    if isinstance(value, datetime):
        return True
    return abs(value) > TINY


def equal(left: Value, right: Value) -> bool:
    """`=`: compared as truth values, else as numbers, else as texts, whichever one side is."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_bool(left) == to_bool(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < TINY
    return to_text(left) == to_text(right)


def is_null(value: Value) -> bool:
    """Whether `coalesce` passes the value over."""
    return value == "" or (isinstance(value, float) and math.isnan(value))


@remembers_words(4096)
def text_moment(text: str) -> datetime:
    """The moment in `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss.sss+hh:mm`.

    Raises:
        EvaluationError: when it is none.
    """
    try:
        if len(text) == _DAY_LENGTH and text[4] == text[7] == "-":
            return datetime.fromisoformat(text)
    except ValueError:
        pass  # such as `2024-2-029`
    return _spelled_moment(text)


def _spelled_moment(text: str) -> datetime:
    day, has_time, clock = text.partition("T")
    try:
        year, month, number = (int(part) for part in day.split("-"))
        moment = datetime(year, month, number)  # noqa: DTZ001 - forms have local time
        return _with_time(moment, clock) if has_time else moment
    except ValueError as error:
        raise EvaluationError(text) from error


def _with_time(moment: datetime, clock: str) -> datetime:
    match = _TIME.fullmatch(clock)
    if match is None:
        raise ValueError(clock)
    hour, minute, second, fraction, zone = match.groups()
    micro = int(float(f"0.{fraction}") * 1000) * 1000 if fraction else 0
    local = moment.replace(
        hour=int(hour), minute=int(minute), second=int(second or 0), microsecond=micro
    )
    return local if zone is None else _in_office(local, zone)


def _in_office(moment: datetime, zone: str) -> datetime:
    offset = "+00:00" if zone == "Z" else _padded(zone)
    aware = datetime.fromisoformat(moment.isoformat() + offset)
    return aware.astimezone(OFFICE_ZONE).replace(tzinfo=None)


def _padded(zone: str) -> str:
    hours, minutes = re.fullmatch(r"(\d{1,2}):?(\d{2})?", zone[1:]).groups()  # type: ignore[union-attr]
    return f"{zone[0]}{int(hours):02}:{minutes or '00'}"
