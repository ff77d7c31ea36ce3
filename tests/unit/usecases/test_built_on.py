"""What stands on what a batch did to an entry: only what came after it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.built_on import changes_since, taken_back_since

NOW = datetime(2025, 10, 8, tzinfo=UTC)


def change(number, source, undoes=None, item="mobile", new="b"):
    return CorrectionRecord(number, 1, item, "a", new, "", source, 1, "甲", NOW, undoes)


OLD_FILE, OLD_HAND = change(1, "batch 1"), change(2, "window")
OWN = change(5, "batch 2")


@pytest.mark.parametrize(
    ("later", "standing"),
    [
        ([], []),
        ([change(6, "batch 2", item="note")], []),
        ([change(6, "window")], [6]),
        ([change(6, "batch 3")], [6]),
        ([change(6, "window"), change(7, "window", undoes=6)], []),
        ([change(6, "window", item="certificate_no")], []),
        ([change(6, "edition 0123")], []),
        ([change(6, "window", undoes=2)], []),
        ([change(6, "window", undoes=2), change(7, "window")], [7]),
    ],
)
def test_what_stood_before_the_batch_does_not_stand_in_its_way(later, standing):
    changes = [OLD_FILE, OLD_HAND, OWN, *later]
    assert [one.id for one in changes_since(changes, "batch 2", OWN)] == standing


def test_where_the_batch_made_the_entry_all_counts_but_what_was_undone():
    changes = [OLD_FILE, OLD_HAND, change(3, "window", undoes=2)]
    assert [one.id for one in changes_since(changes, "batch 2", None)] == [1]


def test_taking_back_something_older_holds_when_the_batch_goes():
    changes = [OLD_HAND, OWN, change(6, "window", undoes=2, new="a")]
    assert taken_back_since(changes, OWN) == {"mobile": "a"}
    assert taken_back_since([OLD_HAND, OWN, change(6, "batch 2", undoes=5)], OWN) == {}
