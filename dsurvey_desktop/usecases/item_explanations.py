"""What an item means: from the form edition in use, else from the form that ships."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_json import COMMUNITY, INDIVIDUAL, load_shipped_form
from dsurvey_desktop.forms.model import CHINESE, Item
from dsurvey_desktop.usecases.answer_values import label_of

_PUBLISHED = "published"


def explanation_of(item: Item) -> str:
    """The item's explanation in the current language; its hint, or empty, where there is none."""
    return label_of(_guidance(item)) or label_of(item.hints)


def is_to_confirm(item: Item) -> bool:
    """Whether the explanation is the program's own and rests on no published text."""
    words, basis = _written().get(item.code, ("", _PUBLISHED))
    return basis != _PUBLISHED and _guidance(item).get(CHINESE) == words


def _guidance(item: Item) -> Mapping[str, str]:
    """The edition's own words; of the form that ships only where the choices are still those."""
    if item.guidance:
        return item.guidance
    shipped = _shipped().get((item.code, item.name))
    if shipped is None or _choices(shipped) != _choices(item):
        return {}
    return shipped.guidance


def _choices(item: Item) -> dict[str, str | None]:
    return {choice.code: choice.labels.get(CHINESE) for choice in item.choices}


@lru_cache(maxsize=1)
def _written() -> Mapping[str, tuple[str, str]]:
    """Chinese explanation and basis by item code."""
    path = resources_folder() / "survey" / "explanations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["code"]: (row["explanation_zh"], row["basis"]) for row in rows}


@lru_cache(maxsize=1)
def _shipped() -> Mapping[tuple[str, str], Item]:
    folder = resources_folder() / "forms"
    forms = [load_shipped_form(folder, kind) for kind in (INDIVIDUAL, COMMUNITY)]
    return {(item.code, item.name): item for form in forms for item in form.items}
