"""Orders, times and places keep what they say, in whatever spelling they come."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from dsurvey_desktop.forms.model import Choice, Item, ItemKind
from dsurvey_desktop.intake.cell_readers import reader_for

CHOICES = tuple(Choice(str(n), {"zh": word}) for n, word in enumerate(("康复", "就业", "教育"), 1))
READ = [
    (ItemKind.RANK, "3,1,2", ["3", "1", "2"]),
    (ItemKind.RANK, "教育、康复", ["3", "1"]),
    (ItemKind.RANK, "3 1", ["3", "1"]),
    (ItemKind.SELECT_MULTIPLE, "3,1,2", ["1", "2", "3"]),
    (ItemKind.TIME, time(8, 30), "08:30:00"),
    (ItemKind.TIME, "8：30", "08:30"),
    (ItemKind.TIME, "8时5分", "08:05"),
    (ItemKind.TIME, "8点", "08:00"),
    (ItemKind.TIME, "08:30:00.000+08:00", "08:30:00.000+08:00"),
    (ItemKind.TIME, "上午", "上午"),
    (ItemKind.DATETIME, datetime.fromisoformat("2025-10-03T09:15"), "2025-10-03T09:15:00"),
    (ItemKind.DATETIME, "2025/10/3 9:15", "2025-10-03T09:15"),
    (ItemKind.DATETIME, "10月3日 9点15分", "2025-10-03T09:15"),
    (ItemKind.DATETIME, "2025年10月3日9:15", "2025-10-03T09:15"),
    (ItemKind.DATETIME, 45933.385416666664, "2025-10-03T09:15:00"),
    (ItemKind.DATETIME, 45933.0, "2025-10-03"),
    (ItemKind.DATETIME, "10月3日", "2025-10-03"),
    (ItemKind.DATETIME, "10月3日(星期五)", "2025-10-03"),
    (ItemKind.DATETIME, date(2025, 10, 3), "2025-10-03"),
    (ItemKind.DATETIME, "2025-10-03T09:15:00.000+08:00", "2025-10-03T09:15:00.000+08:00"),
    (ItemKind.DATETIME, "2025-10-03 25:00", "2025-10-03 25:00"),
    (ItemKind.GEOSHAPE, "30.0371 121.1543 0 0;" * 40, "30.0371 121.1543 0 0;" * 40),
]


@pytest.mark.parametrize(("kind", "cell", "value"), READ, ids=lambda one: str(one)[:30])
def test_a_cell_says_what_was_meant(kind, cell, value):
    choices = CHOICES if kind in (ItemKind.RANK, ItemKind.SELECT_MULTIPLE) else ()
    item = Item("q", "q", kind, {"zh": "问"}, choices=choices)
    reading = reader_for(item, 2025)(cell)
    assert (reading.value, reading.fault) == (value, None)
