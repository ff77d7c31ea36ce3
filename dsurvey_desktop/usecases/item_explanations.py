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
    found = item.guidance or _shipped().get((item.code, item.name), {})
    return label_of(found) or label_of(item.hints)


def is_to_confirm(item: Item) -> bool:
    """Whether the explanation is the program's own and rests on no published text."""
    found = _written().get(item.code)
    words = item.guidance.get(CHINESE)
    return found is not None and words in (None, found[0]) and found[1] != _PUBLISHED


@lru_cache(maxsize=1)
def _written() -> Mapping[str, tuple[str, str]]:
    """Chinese explanation and basis by item code."""
    path = resources_folder() / "survey" / "explanations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["code"]: (row["explanation_zh"], row["basis"]) for row in rows}


@lru_cache(maxsize=1)
def _shipped() -> Mapping[tuple[str, str], Mapping[str, str]]:
    folder = resources_folder() / "forms"
    forms = [load_shipped_form(folder, kind) for kind in (INDIVIDUAL, COMMUNITY)]
    return {(item.code, item.name): item.guidance for form in forms for item in form.items}
