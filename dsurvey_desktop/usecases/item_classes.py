"""How an item's differing answers weigh, from the table beside the form (product F3)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.spot_check import ItemClass


@cache
def item_classes() -> Mapping[str, ItemClass]:
    """The class of each item in `resources/survey/item_classes.csv`, which names its source."""
    file = resources_folder() / "survey" / "item_classes.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["item"]: ItemClass(row["class"]) for row in csv.DictReader(stream)}


def class_of(item: str) -> ItemClass:
    """An item's class; one that the table does not know may change."""
    return item_classes().get(item, ItemClass.MAY_CHANGE)
