"""Classes of items are data beside the form; every item that is asked again has one."""

from __future__ import annotations

import csv

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.spot_check import ASKED_AGAIN, ItemClass
from dsurvey_desktop.usecases.item_classes import class_of, item_classes


def test_every_item_asked_again_has_a_class_with_its_source() -> None:
    file = resources_folder() / "survey" / "item_classes.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["item"] for row in rows] == list(ASKED_AGAIN)
    assert all(row["source"] for row in rows)
    assert set(item_classes().values()) == set(ItemClass)


def test_items_that_rarely_change_by_rule_p08_should_never_change() -> None:
    assert {class_of(item) for item in ("hukou", "education_level", "marital_status")} == {
        ItemClass.NEVER
    }
    assert class_of("an item of next year") is ItemClass.MAY_CHANGE
