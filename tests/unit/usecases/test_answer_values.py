"""Typed answers as they are kept."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.model import Choice, Form, Item, ItemKind
from dsurvey_desktop.usecases.answer_values import read_value

CHOICES = tuple(Choice(code, {"zh": code}) for code in "123")
FORM = Form(
    "f",
    "1",
    "F",
    "",
    (
        Item("order", "order", ItemKind.RANK, {}, choices=CHOICES),
        Item("many", "many", ItemKind.SELECT_MULTIPLE, {}, choices=CHOICES),
        Item("filed", "filed", ItemKind.SELECT_MULTIPLE, {}, choice_list="towns"),
    ),
)


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        ("order", ["3", "1", "2"], ["3", "1", "2"]),
        ("order", "3,1", ["3", "1"]),
        ("many", ["3", "1"], ["1", "3"]),
        ("filed", "b a", ["b", "a"]),
    ],
)
def test_an_order_stays_and_a_choice_of_several_has_the_forms(item, typed, kept):
    assert read_value(FORM, item, typed) == kept


def test_what_is_no_choice_is_refused():
    with pytest.raises(AppError) as refused:
        read_value(FORM, "order", ["3", "9"])
    assert refused.value.code == "value_invalid"
