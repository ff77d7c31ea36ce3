"""Numbers that a spreadsheet kept as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.intake.long_numbers import certain_digits, restore_long_numbers
from dsurvey_desktop.intake.sheets import Sheet, plain_text

CERTIFICATES = st.integers(110101190001010011, 820000209912319999).map(
    lambda number: int(f"{number:018d}41")
)


@given(CERTIFICATES)
def test_the_digits_kept_are_right_however_the_number_was_rounded(number):
    excel = float(number // 100_000 * 100_000)
    sixteen = float(f"{float(number):.16g}")

    for stored in (excel, sixteen, float(number)):
        certain = certain_digits(stored)
        assert str(number).startswith(certain)
    assert len(certain_digits(float(f"{number // 10**7}5512345"))) >= 14


@pytest.mark.parametrize(
    ("raw", "digits"),
    [
        ("3.30282197802037E+19", "33028219780203"),
        ("3.302821978020371E+19", "330282197802037"),
        ("3.3028219780203725E+19", "330282197802037"),
        ("5.20115197701257e+19", "52011519770125"),
        ("3.3028E+19", "3302"),
        ("3.30282E+19", "33028"),
        ("33028219780203700000", "330282197802037"),
        ("330282197802037000", "330282197802037"),
        ("33028219780203725642", ""),
        ("33028219780203725642B1", ""),
        ("13800000001", ""),
        (13800000001.0, ""),
        ("无", ""),
    ],
)
def test_texts_that_went_through_a_spreadsheet(raw, digits):
    assert certain_digits(raw) == digits


def test_long_numbers_are_put_back_from_the_file_where_it_holds_them():
    rows = [["张三", 3.302821978020372e19], ["李四", 3.302821978020372e19], ["王五"]]
    sheet = Sheet("", rows, exact_numbers=lambda: {(0, 1): "33028219780203725642"})

    restore_long_numbers(sheet, [1])

    assert sheet.rows[0][1] == "33028219780203725642"
    assert plain_text(sheet.rows[1][1]) == "3.302821978020372e+19"
