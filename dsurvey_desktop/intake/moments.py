"""Times of day, and days with a time, as people and spreadsheets write them.

What is none stays as its text, so that the form says what is wrong with it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dsurvey_desktop.forms.answer_values import moment_of
from dsurvey_desktop.intake.blank_cells import is_blank, read_blank
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.dates import read_date
from dsurvey_desktop.intake.readings import Reading
from dsurvey_desktop.intake.sheets import Cell, plain_text

_DAY_SECONDS = 86_400
_HOUR, _MINUTE = r"([01]?\d|2[0-3])", r"([0-5]?\d)"
_TIME = re.compile(rf"{_HOUR}(?:[:\uff1a]{_MINUTE}(:[0-5]\d)?|[\u65f6\u70b9](?:{_MINUTE}\u5206?)?)")
"""8:30, 8:30:15, and 8 with the ideographs of hour and minute."""
_MOMENT = re.compile(r"(.*\S)(?:\s+|T|(?<=[\u65e5\u53f7]))(\S*\d\S*)")
"""A day and a time with a space or T between them, or nothing behind the ideograph of the day."""


def read_time(cell: Cell) -> Reading:
    """A time of day as HH:MM."""
    raw = plain_text(cell)
    if is_blank(raw):
        return read_blank(raw)
    words = clean_text(raw)
    value = _time(words) or words
    return Reading(value, value != raw.strip())


def read_moment(cell: Cell, year: int) -> Reading:
    """A day with a time as YYYY-MM-DDTHH:MM, or a day alone; without a year it is of `year`."""
    raw = plain_text(cell)
    if is_blank(raw):
        return read_blank(raw)
    if isinstance(cell, datetime):
        return Reading(cell.isoformat(timespec="seconds"))
    words = clean_text(raw)
    value = words if moment_of(words) else _moment(cell, words, year) or words
    return Reading(value, not isinstance(cell, date) and value != raw.strip())


def _moment(cell: Cell, words: str, year: int) -> str:
    found = _MOMENT.fullmatch(words)
    if found is None:
        whole = read_date(cell, year) or ""
        return _with_part(whole, cell % 1) if whole and isinstance(cell, float) else whole
    day, time = read_date(found[1], year), _time(found[2])
    return f"{day}T{time}" if day and time else ""


def _with_part(day: str, part: float) -> str:
    """A day and what a spreadsheet's number says of its time: a part of it."""
    moment = datetime.fromisoformat(day) + timedelta(seconds=round(part * _DAY_SECONDS))
    return moment.isoformat(timespec="seconds") if part else day


def _time(words: str) -> str:
    found = _TIME.fullmatch(words)
    if found is None:
        return ""
    hour, minute, seconds, other_minute = found.groups()
    return f"{int(hour):02}:{int(minute or other_minute or 0):02}{seconds or ''}"
