"""Answers between forms and people: checked when typed, put in words when shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, current_language, text
from dsurvey_desktop.domain.word_lists import listed, phrases
from dsurvey_desktop.forms.answer_values import LIST_KINDS
from dsurvey_desktop.forms.model import CHINESE, ENGLISH, Form, Item, ItemKind

_NUMBERS = (ItemKind.INTEGER, ItemKind.DECIMAL)
_TOO_LARGE = 10**15
"""From here on a number no longer keeps its last digit."""
_UNANSWERED = (ItemKind.NOTE, ItemKind.CALCULATE)


def read_value(form: Form, item_name: str, value: Value | None) -> Value | None:
    """A typed value as it is kept; None for blank.

    Raises:
        AppError: `no_item`, `value_invalid`.
    """
    item = find_item(form, item_name)
    if value is None or value in ("", []):
        return None
    if item.kind in LIST_KINDS:
        return _codes(item, value)
    if isinstance(value, list):
        raise _invalid(item, value, text("One answer only."))
    if item.kind is ItemKind.SELECT_ONE:
        return _code(item, value)
    if item.kind in _NUMBERS:
        return _number(item, value)
    if item.kind is ItemKind.DATE:
        return _date(item, value)
    return str(value).strip()


def find_item(form: Form, name: str) -> Item:
    """The question of that name; AppError `no_item` when the form has none."""
    for item in form.items:
        if item.name == name and item.kind not in _UNANSWERED:
            return item
    raise AppError(
        "no_item",
        text("The form has no item {name}.", name=name),
        text("Please use an item name of the form, for example {name}.", name="mobile"),
    )


def _code(item: Item, value: Value) -> str:
    known = [choice.code for choice in item.choices]
    if str(value) not in known:
        raise _invalid(item, value, _allowed(listed(known)))
    return str(value)


def _codes(item: Item, value: Value) -> list[str]:
    given = value if isinstance(value, list) else str(value).replace(",", " ").split()
    known = [choice.code for choice in item.choices]
    wanted = dict.fromkeys(str(one) for one in given)
    if known and not set(known).issuperset(wanted):
        raise _invalid(item, value, _allowed(listed(known)))
    is_in_order = item.kind is ItemKind.RANK or not known
    return list(wanted) if is_in_order else [code for code in known if code in wanted]


def _number(item: Item, value: Value) -> int | float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise _invalid(item, value, _such_as("12")) from error
    is_fitting = math.isfinite(number) and abs(number) < _TOO_LARGE
    if not is_fitting or (item.kind is ItemKind.INTEGER and not number.is_integer()):
        raise _invalid(item, value, _such_as("12"))
    return int(number) if number.is_integer() else number


def _date(item: Item, value: Value) -> str:
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError as error:
        raise _invalid(item, value, _such_as("2025-09-30")) from error


def _allowed(codes: str) -> Text:
    return text("Allowed: {allowed}", allowed=codes)


def _such_as(example: str) -> Text:
    return text("For example {example}", example=example)


def _invalid(item: Item, value: Value, advice: Text) -> AppError:
    return AppError(
        "value_invalid",
        text("“{value}” is no answer to {item}.", value=value, item=label_of(item.labels)),
        advice,
        item=item.name,
    )


def label_of(labels: Mapping[str, str]) -> str:
    """The label in the current language, else in any."""
    wanted = ENGLISH if current_language() == "en" else CHINESE
    return labels.get(wanted) or next(iter(labels.values()), "")


def shown(item: Item, value: Value | None) -> str:
    """An answer in words; codes without label are shown as they are."""
    if value is None:
        return ""
    if not item.choices:
        return str(value)
    labels = {choice.code: label_of(choice.labels) for choice in item.choices}
    codes = value if isinstance(value, list) else [value]
    return phrases(labels.get(str(code), str(code)) for code in codes)
