"""Answers as they are stored (codes, ISO dates, numbers) and as expressions read them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.xpath_geo import place_text
from dsurvey_desktop.forms.xpath_values import (
    EvaluationError,
    Value,
    number_text,
    text_moment,
    text_number,
    to_number,
)

MOMENT_KINDS = frozenset({ItemKind.DATE, ItemKind.DATETIME, ItemKind.TIME})
NUMBER_KINDS = frozenset({ItemKind.INTEGER, ItemKind.DECIMAL})
PLACE_KINDS = frozenset({ItemKind.GEOPOINT, ItemKind.GEOTRACE, ItemKind.GEOSHAPE})
LIST_KINDS = frozenset({ItemKind.SELECT_MULTIPLE, ItemKind.RANK})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TOO_GREAT = 10**300
"""Numbers from here on are none: a whole one of any length may stand in JSON."""
_GREATEST_INT = 2**31 - 1
_WHOLE = 1e-9
"""A computed number this close to a whole one is stored as a whole one (JavaRosa)."""


BLANK_ANSWERS: tuple[Any, ...] = ("", None, [])


def is_blank(answer: Any) -> bool:
    """Whether an answer is none: absent, an empty text or an empty list."""
    return answer in BLANK_ANSWERS


def text_of(answer: Any) -> str:
    """An answer as text; a list of codes is joined by blanks."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list | tuple):
        return " ".join(map(text_of, answer))
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return number_text(float(answer)) if isinstance(answer, float) else str(answer)
    return "" if answer is None else str(answer)


def codes_of(answer: Any) -> list[str]:
    """The codes of a select_multiple; a text holds them separated by blanks."""
    if not isinstance(answer, list):
        return text_of(answer).split()
    for code in answer:
        if code.__class__ is not str or not code:
            return [text for text in map(text_of, answer) if text]
    return answer


def number_of(answer: Any) -> float | str:
    """A number as a float; the empty string for what is none."""
    if isinstance(answer, bool):
        return ""
    if isinstance(answer, int | float):
        return float(answer) if abs(answer) < _TOO_GREAT else ""
    number = text_number(answer) if isinstance(answer, str) else math.nan
    return "" if math.isnan(number) else number


def whole_of(answer: Any) -> float | str:
    """A whole number as a float; the empty string for what is none."""
    if answer.__class__ is int and -_TOO_GREAT < answer < _TOO_GREAT:
        return float(answer)
    number = number_of(answer)
    return number if isinstance(number, float) and number.is_integer() else ""


def date_of(answer: Any) -> datetime | str:
    """An ISO date; the empty string for what is none."""
    return _date(answer) if isinstance(answer, str) else ""


@remembers_words(4096)
def _date(text: str) -> datetime | str:
    return moment_of(text) if _DATE.fullmatch(text) else ""


def moment_of(answer: Any) -> datetime | str:
    """An ISO date with or without time; the empty string for what is none."""
    try:
        return text_moment(answer) if isinstance(answer, str) and answer else ""
    except EvaluationError:
        return ""


def time_of(answer: Any) -> datetime | str:
    """A time of day, on the first of January 1970; the empty string for what is none."""
    return moment_of(f"1970-01-01T{answer}") if isinstance(answer, str) else ""


def place_of(answer: Any) -> str:
    """A point, line or area; the empty string for what is none."""
    return place_text(answer) if isinstance(answer, str) else ""


_READERS: dict[ItemKind, Callable[[Any], Value]] = {
    **dict.fromkeys(PLACE_KINDS, place_of),
    ItemKind.INTEGER: whole_of,
    ItemKind.DECIMAL: number_of,
    ItemKind.DATE: date_of,
    ItemKind.DATETIME: moment_of,
    ItemKind.TIME: time_of,
}


def with_number(value: Value) -> tuple[Value, float]:
    """A value and the number that it is."""
    return value, to_number(value)


def with_ascii(text: str) -> tuple[str, bool]:
    """A text and whether it is ASCII."""
    return text, text.isascii()


def read_answer(kind: ItemKind, answer: Any) -> Value:
    """An answer as expressions read it; what does not fit its kind reads as blank."""
    if is_blank(answer):
        return ""
    reader = _READERS.get(kind)
    if kind in LIST_KINDS:
        return " ".join(codes_of(answer))
    return reader(answer) if reader else text_of(answer)


def stored(value: Value, data_type: str) -> Value:
    """A computed value as it is kept: NaN is blank, `int` cuts to 32 bits without fraction."""
    if not isinstance(value, float):
        return value
    return stored_whole(value) if data_type == "int" else stored_number(value)


def stored_whole(number: float) -> float | str:
    """A computed number as `int` keeps it."""
    if -_GREATEST_INT <= number <= _GREATEST_INT:
        return float(int(number))
    if math.isnan(number):
        return ""
    return float(math.trunc(max(min(number, _GREATEST_INT), -_GREATEST_INT - 1)))


def stored_number(number: float) -> float | str:
    """A computed number as other types keep it."""
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return number
    return float(round(number)) if abs(number - math.trunc(number)) < _WHOLE else number


def plain(value: Value) -> str | int | float | bool | None:
    """A computed value as JSON has it: blank is None, dates are ISO, whole numbers are int."""
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if is_day else value.isoformat(timespec="milliseconds")
    if isinstance(value, float) and math.isinf(value):
        return number_text(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def is_choice_list(codes: list[str], allowed: frozenset[str]) -> bool:
    """Whether there are codes, all are allowed and none stands twice."""
    if len(codes) == 1:
        return codes[0] in allowed
    return len(set(codes)) == len(codes) > 0 and allowed.issuperset(codes)
