"""The columns of a roster as a form, so that rosters are read as submissions are."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.model import CHINESE, ENGLISH, Choice, Form, Item, ItemKind


@cache
def roster_form() -> Form:
    """The roster's columns (`resources/intake/roster_columns.csv`) with the survey's choices."""
    path = resources_folder() / "intake" / "roster_columns.csv"
    choices = _choices(resources_folder() / "survey" / "choices.csv")
    items = tuple(_item(line, choices) for line in _lines(path))
    return Form("roster", "1", "", hashlib.sha256(path.read_bytes()).hexdigest(), items)


def _item(line: dict[str, str], choices: dict[str, list[Choice]]) -> Item:
    return Item(
        name=line["item"],
        path=line["item"],
        kind=ItemKind(line["type"]),
        labels={CHINESE: line["label_zh"], ENGLISH: line["label_en"]},
        choices=tuple(choices.get(line["choices"], ())),
    )


def _choices(path: Path) -> dict[str, list[Choice]]:
    lists: dict[str, list[Choice]] = {}
    for line in _lines(path):
        labels = {CHINESE: line["label_zh"], ENGLISH: line["label_en"]}
        lists.setdefault(line["list"], []).append(Choice(line["code"], labels))
    return lists


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)
