"""Items and answers in words, from the survey's tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import _, current_language
from ui.places import RESOURCES

SURVEY = RESOURCES / "survey"
TABLES = ("individual_items.csv", "community_items.csv")


def item_label(item: str) -> str:
    """The question's words in the current language; the item's name when it is unknown."""
    found = _items().get(item)
    return found[_column("question")] if found is not None else item


def answer_words(item: str, value: Value | None) -> str:
    """An answer in words: labels of choices, joined where there are several."""
    if value is None:
        return _("(blank)")
    codes = value if isinstance(value, list) else [value]
    return _(", ").join(_choice_label(item, str(code)) for code in codes)


def _choice_label(item: str, code: str) -> str:
    found = _items().get(item)
    choice = _choices().get((found["choices"], code)) if found is not None else None
    return choice[_column("label")] if choice is not None else code


def _column(stem: str) -> str:
    return f"{stem}_en" if current_language() == "en" else f"{stem}_zh"


@cache
def _items() -> dict[str, dict[str, str]]:
    return {row["name"]: row for table in TABLES for row in _rows(SURVEY / table)}


@cache
def _choices() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["list"], row["code"]): row for row in _rows(SURVEY / "choices.csv")}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)
