"""Changes add up while a page stands behind."""

from __future__ import annotations

import pytest

from ui.changes import EVERYTHING, Changes, Kind, changed


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (changed(Kind.ROSTER), changed(Kind.OFFICE), changed(Kind.ROSTER, Kind.OFFICE)),
        (
            changed(Kind.ENTRIES, entries=(1, 2)),
            changed(Kind.ENTRIES, entries=(2, 3)),
            changed(Kind.ENTRIES, entries=(1, 2, 3)),
        ),
        (changed(Kind.ENTRIES, entries=(1,)), changed(Kind.ENTRIES), changed(Kind.ENTRIES)),
        (
            changed(Kind.ENTRIES, entries=(1,)),
            changed(Kind.ROSTER),
            changed(Kind.ENTRIES, Kind.ROSTER, entries=(1,)),
        ),
        (EVERYTHING, changed(Kind.ENTRIES, entries=(1,)), EVERYTHING),
    ],
)
def test_two_changes_become_one(first, second, expected):
    assert first.merged(second) == expected


def test_a_change_touches_its_kinds_only():
    change = Changes(frozenset({Kind.INTAKE}))
    assert change.touches(Kind.OFFICE, Kind.INTAKE)
    assert not change.touches(Kind.ENTRIES)
