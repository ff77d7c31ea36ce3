"""Numbers as they are shown: whole in groups, or masked until someone asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain.masking import group_number, mask_number, mask_phone, mask_within

NUMBER = "33028219970209509543"


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        (NUMBER, "330282 19970209 5095 43"),
        (f"{NUMBER}B1", "330282 19970209 5095 43 B1"),
        ("11010519491231002X", "110105 19491231 002X"),
        ("330282", "330282"),
        ("330106 19670101 123X 44", "330106 19670101 123X 44"),
        ("", ""),
    ],
)
def test_numbers_are_grouped(number, grouped):
    assert group_number(number) == grouped


@given(st.text("0123456789XB", max_size=24))
def test_grouping_only_adds_spaces(number):
    assert group_number(number).replace(" ", "") == number


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        (NUMBER, "330282 •••••••• ••95 43"),
        (f"{NUMBER}B1", "330282 •••••••• ••95 43B1"),
        ("11010519491231002X", "110105 •••••••• ••2X"),
        ("3302821997", "••••••••••"),
        ("", ""),
    ],
)
def test_numbers_are_masked(number, masked):
    assert mask_number(number) == masked


@given(st.dates(), st.text("0123456789", min_size=3, max_size=3))
def test_a_masked_number_does_not_hold_the_birth_date(day, serial):
    birth_date = f"{day:%m%d}"
    shown = mask_number(f"330282{day.year:04d}{birth_date}{serial}X43")
    assert shown == f"330282 •••••••• ••{serial[2]}X 43"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800138000", "138••••8000"),
        ("0574-88123456", "057••••3456"),
        ("88123456", "••••3456"),
        ("8812345", "••••345"),
        ("881234567", "8••••4567"),
        ("110", "•••"),
        ("", ""),
    ],
)
def test_phones_are_masked(phone, masked):
    assert mask_phone(phone) == masked


@given(st.text("0123456789-", max_size=30))
def test_a_masked_phone_hides_at_least_four_characters_or_all(phone):
    shown = sum(character != "•" for character in mask_phone(phone))
    assert shown <= max(0, len(phone) - 4)


def test_a_number_that_a_spreadsheet_has_shortened_hides_its_birth_date():
    for shortened in ("3.30282194701012e+19", "3.302821947010183E+19"):
        hidden = mask_within(f"证号 {shortened}")
        assert hidden.startswith("证号 3.30282••••••••")
        assert "1947" not in hidden
