"""How the cells of an item are read, by the kind of item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import cache

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.blank_cells import is_blank, read_blank
from dsurvey_desktop.intake.cell_faults import (
    bad_date,
    bad_number,
    date_in_text,
    typed_as_number,
    unknown_choice,
)
from dsurvey_desktop.intake.choice_words import fold
from dsurvey_desktop.intake.choices import ChoiceReader, UnreadableChoice
from dsurvey_desktop.intake.cleaning import OUTER, clean_name, clean_number, clean_text
from dsurvey_desktop.intake.column_marks import Marks
from dsurvey_desktop.intake.dates import read_date
from dsurvey_desktop.intake.ditto import ditto_fault, ditto_words
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS as _LIMITS
from dsurvey_desktop.intake.long_numbers import certain_digits
from dsurvey_desktop.intake.mixed_cells import MIXED_ITEMS, with_parts
from dsurvey_desktop.intake.moments import read_moment, read_time
from dsurvey_desktop.intake.phone_cells import OTHER_KIND, with_other_phones
from dsurvey_desktop.intake.readings import ColumnReader, Fault, Reader, Reading
from dsurvey_desktop.intake.sheets import Cell, plain_text
from dsurvey_desktop.intake.telephones import clean_phone
from dsurvey_desktop.intake.unread import fault_of, is_unread
from dsurvey_desktop.intake.vocabulary import vocabulary

_UNIT = re.compile(r"(-?\d+(?:\.\d+)?)[^\d.]{0,2}", re.ASCII)
_CLEANERS = {"name": clean_name, "number": clean_number, "phone": clean_phone}
_NOTHING_LONGEST = 4
_STARS = "*\uff0a"
_MIDNIGHT = time(0)
_PLAIN_NAME = r"[\u4e00-\u9fff]{2,}"


_PLAIN_TEXT = r"[A-Za-z\u4e00-\u9fff][!-~\u4e00-\u9fff]*"
_DONE: dict[str, Callable[[str], object]] = {
    "number": re.compile(
        r"(?!\d{15}0{3}(?:00)?$)\d{17}[\dX](?:\d\d(?:B\d{1,2})?)?", re.ASCII
    ).fullmatch,
    "phone": re.compile(r"1\d{10}|0\d{2,3}-\d{7,8}", re.ASCII).fullmatch,
    "mobile": re.compile(r"1[3-9]\d{9}", re.ASCII).fullmatch,
    "landline": re.compile(r"0\d{2,3}-\d{7,8}", re.ASCII).fullmatch,
}
"""Texts by role, or by item, that cleaning would give back unchanged."""


def reader_for(item: Item, year: int) -> Reader:
    """How cells of a column of this item are read; dates without a year are of `year`."""
    read = _bounded_reader(item, year)

    def said(cell: Cell) -> Reading:
        if is_unread(cell):
            return Reading(None, fault=fault_of(cell))
        fault = ditto_fault(cell)
        return Reading(None, fault=fault) if fault else read(cell)

    return said


def _bounded_reader(item: Item, year: int) -> Reader:
    read = _reader_of_kind(item, year)
    is_choice = item.kind in (ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE, ItemKind.RANK)
    if item.kind is ItemKind.TEXT:
        return _bounded(read, _LIMITS.short_characters) if role_of(item) in _CLEANERS else read
    if is_choice:
        return _bounded(read, _LIMITS.read_characters, unknown_choice(item))
    return _bounded(read, _LIMITS.short_characters, _fault_of_kind(item.kind))


def _fault_of_kind(kind: ItemKind) -> Fault | None:
    """What a long text is told in a column of days or numbers; a line of places may be long."""
    if kind is ItemKind.DATE:
        return bad_date()
    return bad_number() if kind in (ItemKind.INTEGER, ItemKind.DECIMAL) else None


def _bounded(read: Reader, longest: int, fault: Fault | None = None) -> Reader:
    """A longer text is not taken apart: it is its own value, or has this fault."""

    def bounded(cell: Cell) -> Reading:
        if not isinstance(cell, str) or len(cell) <= longest:
            return read(cell)
        return Reading(None, fault=fault) if fault else Reading(clean_text(cell) or None)

    return bounded


def _reader_of_kind(item: Item, year: int) -> Reader:
    if item.kind is ItemKind.SELECT_ONE:
        return _one_of(item)
    if item.kind in (ItemKind.SELECT_MULTIPLE, ItemKind.RANK):
        return _many_of(item)
    if item.kind in (ItemKind.INTEGER, ItemKind.DECIMAL):
        return _number_reader(is_whole=item.kind is ItemKind.INTEGER)
    of_time = _readers_of_time(year).get(item.kind)
    return _text_reader(role_of(item)) if of_time is None else of_time


def _readers_of_time(year: int) -> dict[ItemKind, Reader]:
    return {
        ItemKind.DATE: lambda cell: _read_day(cell, year),
        ItemKind.DATETIME: lambda cell: read_moment(cell, year),
        ItemKind.TIME: read_time,
    }


def column_reader(item: Item, year: int, marks: Marks | None = None) -> ColumnReader:
    """A column of this item; each cell that says its value in other words is noted as changed.

    `marks` stand for codes in this column alone.
    """
    is_done = _done_test(item) if item.kind is ItemKind.TEXT else None
    read = reader_for(item, year)
    if item.name in OTHER_KIND:
        read = with_other_phones(read, item.name)
    if item.name in MIXED_ITEMS:
        read = with_parts(read, item.name)
    return ColumnReader(item.name, _noting(_with_marks(read, marks) if marks else read), is_done)


def _with_marks(read: Reader, marks: Marks) -> Reader:
    def with_marks(cell: Cell) -> Reading:
        code = marks.get(fold(plain_text(cell)))
        return read(cell) if code is None else Reading(code, is_changed=True)

    return with_marks


def _noting(read: Reader) -> Reader:
    def noting(cell: Cell) -> Reading:
        reading = read(cell)
        value = reading.value
        if reading.is_changed or value is None or _is_typed(cell) or _says(plain_text(cell), value):
            return reading
        return reading._replace(is_changed=True)

    return noting


def _is_typed(cell: Cell) -> bool:
    """A date that the file holds as a date: how it looks there is the sender's business."""
    return isinstance(cell, date) and not (isinstance(cell, datetime) and cell.time() != _MIDNIGHT)


def _says(raw: str, value: Value) -> bool:
    """True where the cell's text is the value's own; both commas and blanks stand between codes."""
    if isinstance(value, list):
        return raw in (" ".join(value), ",".join(value))
    return raw == (plain_text(value) if isinstance(value, float) else str(value))


def _done_test(item: Item) -> Callable[[str], object] | None:
    role = role_of(item)
    if role == "text":
        return _plain_text_but_ditto()
    if role != "name":
        return _DONE.get(item.name) or _DONE.get(role)
    nothing = ditto_words().union(vocabulary().marks["nothing"])
    return _but(nothing, _PLAIN_NAME)


@cache
def _plain_text_but_ditto() -> Callable[[str], object]:
    return _but(ditto_words(), _PLAIN_TEXT)


def _but(words: Iterable[str], pattern: str) -> Callable[[str], object]:
    """A test for texts of this pattern, none of which is one of the words."""
    others = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?!(?:{others})$){pattern}").fullmatch


def role_of(item: Item) -> str:
    """How a text item is cleaned: `name`, `number`, `phone`, `note`, or `text`."""
    return vocabulary().roles.get(item.name, "text")


def _one_of(item: Item) -> Reader:
    choices, fault = ChoiceReader(item.choices), unknown_choice(item)

    def read(cell: Cell) -> Reading:
        raw = plain_text(cell)
        if is_blank(raw):
            return read_blank(raw)
        try:
            code, is_changed = choices.read_one(raw)
        except UnreadableChoice:
            return Reading(None, fault=fault)
        return Reading(code, is_changed)

    return read


def _many_of(item: Item) -> Reader:
    choices, fault = ChoiceReader(item.choices), unknown_choice(item)
    is_ranked = item.kind is ItemKind.RANK

    def read(cell: Cell) -> Reading:
        raw = plain_text(cell)
        if is_blank(raw):
            return read_blank(raw)
        try:
            codes, is_changed = choices.read_many(_without_fraction(cell), is_ranked=is_ranked)
        except UnreadableChoice:
            return Reading(None, fault=fault)
        return Reading(list(codes), is_changed)

    return read


def _without_fraction(cell: Cell) -> str:
    """1.3 typed for 1 and 3 became a number, and may have been 1.30."""
    if isinstance(cell, float) and not cell.is_integer():
        raise UnreadableChoice
    return plain_text(cell)


def _number_reader(*, is_whole: bool) -> Reader:
    def read(cell: Cell) -> Reading:
        raw = plain_text(cell)
        if is_blank(raw):
            return read_blank(raw)
        match = _UNIT.fullmatch(clean_text(raw).lstrip(OUTER))
        if match is None or (is_whole and not float(match[1]).is_integer()):
            return Reading(None, fault=bad_number())
        number = float(match[1])
        return Reading(int(number) if is_whole else number, raw.strip() != match[1])

    return read


def _read_day(cell: Cell, year: int) -> Reading:
    raw = plain_text(cell)
    if is_blank(raw):
        return read_blank(raw)
    day = read_date(cell, year)
    if day is None:
        return Reading(None, fault=bad_date())
    return Reading(day, isinstance(cell, str) and day != raw.strip())


def _text_reader(role: str) -> Reader:
    clean = _CLEANERS.get(role, clean_text)

    def read(cell: Cell) -> Reading:
        raw = plain_text(cell)
        if role != "note" and is_blank(raw):
            return read_blank(raw)
        if role == "number" and (digits := certain_digits(cell)):
            return Reading(digits, is_changed=True, fault=typed_as_number(), is_lossy=True)
        if role == "text" and isinstance(cell, date):
            return Reading(clean(raw), fault=date_in_text())
        value = clean(raw)
        if not value.strip(_STARS) or (role in _CLEANERS and _says_nothing(value)):
            return Reading(None, is_changed=bool(raw.strip()))
        return Reading(value or None, value != raw.strip())

    return read


def _says_nothing(value: str) -> bool:
    return len(value) <= _NOTHING_LONGEST and value.casefold() in vocabulary().marks["nothing"]
