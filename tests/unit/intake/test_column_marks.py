"""Marks of yes and no: what one means is told by the others, or not at all."""

from __future__ import annotations

import pytest

from dsurvey_desktop.forms.model import Choice, Item, ItemKind
from dsurvey_desktop.intake.column_marks import marks_in, yes_or_no
from dsurvey_desktop.intake.model import ColumnMatch
from dsurvey_desktop.intake.sheets import Sheet

YES_NO = (Choice("1", {"zh": "是", "en": "Yes"}), Choice("2", {"zh": "否", "en": "No"}))
ITEMS = {
    name: Item(name, "", ItemKind.SELECT_ONE, {"zh": name}, choices=YES_NO) for name in ("a", "b")
}


def marks(*columns):
    rows = [list(row) for row in zip(*columns, strict=True)]
    matches = [ColumnMatch(at + 1, "", name, 1.0) for at, name in enumerate("ab"[: len(columns)])]
    found = marks_in(Sheet("", rows), range(len(rows)), matches, yes_or_no(ITEMS))
    return [dict(found.get(at, {})) for at in range(len(columns))]


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (["●", "○", ""], {"●": "1", "○": "2"}),
        (["○", "×", "○"], {"○": "1"}),
        (["√", "○", "是"], {"○": "2"}),
        (["■", "□"], {"■": "1", "□": "2"}),
        (["√", "X"], {"X": "2"}),
        ([1.0, 0.0, 1.0], {"0": "2"}),
        (["0", "0"], {"0": "2"}),
        (["是", "否"], {}),
        (["○", "○"], {}),
        (["●", "○", "×"], {"●": "1"}),
        (["0", "1", "2"], {}),
        (["△", "1"], {}),
    ],
)
def test_a_mark_means_what_the_marks_beside_it_leave(cells, meant):
    assert marks(cells) == [meant]


def test_a_mark_alone_in_its_column_means_what_it_means_in_the_others_of_the_table():
    assert marks(["○", "○"], ["●", "○"]) == [{"○": "2"}, {"●": "1", "○": "2"}]


def test_a_zero_is_told_by_its_own_column_alone():
    assert marks(["0", "1"], ["1", "2"]) == [{"0": "2"}, {}]
    assert marks(["0", "2"], ["0", "1"]) == [{}, {"0": "2"}]
    assert marks(["0", ""], ["0", "1"]) == [{"0": "2"}, {"0": "2"}]


def test_zeros_alone_may_be_blanks_where_others_write_the_code_of_no():
    assert marks(["0", "0"], ["1", "2"]) == [{}, {}]
