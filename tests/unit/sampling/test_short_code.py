"""Short codes come back from paper however they are typed, and a slip is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.sampling.short_code import parse_short_code, short_code

samples = st.integers(1, 999)
positions = st.integers(1, 99_999)


@pytest.mark.parametrize(
    ("sample", "position", "code"),
    [(1, 1, "01-0001-0"), (1, 7, "01-0007-X"), (12, 3456, "12-3456-3"), (3, 12345, "03-12345-3")],
)
def test_codes_do_not_change(sample, position, code):
    assert short_code(sample, position) == code


@given(samples, positions)
def test_every_code_is_read_back(sample, position):
    code = short_code(sample, position)
    assert parse_short_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "01-0007-X",
        "01-0007-x",
        "010007X",
        "010007x",
        "01 0007 X",
        " 01 - 0007 - X \n",
        "010007-X",
        "01-0007X",
        "\uff10\uff11\uff0d\uff10\uff10\uff10\uff17\uff0d\uff38",
    ],
)
def test_every_spelling_leads_to_the_one_code(typed):
    assert parse_short_code(typed) == "01-0007-X"


@pytest.mark.parametrize(
    "typed",
    ["", "X", "01-0007", "01-0007-1", "01-007-X", "1-0007-X", "01-0007-XX", "01/0007/X", "张三"],
)
def test_what_is_no_code(typed):
    assert parse_short_code(typed) is None


@given(samples, positions, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_found(sample, position, place, shift):
    code = short_code(sample, position)
    wrong = "".join(
        str((int(character) + shift) % 10) if at == place and character.isdigit() else character
        for at, character in enumerate(code)
    )
    assert parse_short_code(wrong) == (code if wrong == code else None)
