# ruff: noqa: DTZ001 - forms have local time
"""Conversions and functions as JavaRosa does them, and laws that must hold for any value."""

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.forms import xpath_dates as d
from dsurvey_desktop.forms import xpath_functions as f
from dsurvey_desktop.forms import xpath_math as m
from dsurvey_desktop.forms.answer_values import (
    codes_of,
    is_choice_list,
    plain,
    read_answer,
    stored,
    text_of,
)
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.xpath_values import (
    EvaluationError,
    equal,
    number_text,
    text_moment,
    text_number,
    to_bool,
    to_number,
    to_text,
)

VALUES = st.one_of(
    st.text(max_size=8),
    st.floats(),
    st.booleans(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 3.5 ", 3.5), ("1,5", 1.5), ("-.5", -0.5), ("7.", 7), ("0", 0)],
)
def test_a_text_is_the_number_it_spells(text, number):
    assert text_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "x", "1e5", "1_000", "--1", "1.2.3", "Infinity", "٣", "+1", "-"]
)
def test_other_texts_are_no_number(text):
    assert math.isnan(text_number(text))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (1e-13, "0"),
        (1.5, "1.5"),
        (0.0001, "1.0E-4"),
        (12345678.5, "1.23456785E7"),
        (1e10, "1.0E10"),
        (20250930.0, "20250930"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
    ],
)
def test_a_number_is_written_as_java_writes_it(number, text):
    assert number_text(number) == text


def test_dates_are_days_as_numbers_and_iso_as_texts():
    day = text_moment("1970-01-11")
    assert to_number(day) == 10
    assert to_text(day) == "1970-01-11"
    assert to_bool(day)
    assert equal(day, "1970-01-11")
    assert equal(day, 10.0)


def test_a_moment_with_a_zone_is_brought_to_the_office():
    assert text_moment("2025-01-01T20:30:00.250Z") == datetime(2025, 1, 2, 4, 30, 0, 250_000)
    assert text_moment("2025-01-01T20:30:00+08:00") == datetime(2025, 1, 1, 20, 30)


@pytest.mark.parametrize("text", ["2025-02-30", "x", "2025-1", "2025-01-01T25:00", "2025-01-01Tx"])
def test_what_is_no_date_has_no_value(text):
    with pytest.raises(EvaluationError):
        text_moment(text)


@given(VALUES, VALUES)
def test_equality_is_symmetric(left, right):
    assert equal(left, right) == equal(right, left)


@given(VALUES)
def test_every_value_is_a_text_a_number_and_true_or_false(value):
    assert isinstance(to_text(value), str)
    assert isinstance(to_number(value), float)
    assert isinstance(to_bool(value), bool)


@given(st.floats(-1e15, 1e15))
def test_a_number_written_and_read_is_the_same(number):
    text = number_text(number)
    assert float(text) == pytest.approx(number, abs=1e-12)


@given(st.floats(), st.floats())
def test_division_never_raises(left, right):
    assert isinstance(m.divided(left, right), float)
    assert isinstance(m.remainder(left, right), float)


@given(st.floats(), st.floats(-40, 40))
def test_rounding_never_raises(number, places):
    assert isinstance(m.rounded(number, places), float)


@pytest.mark.parametrize(
    ("number", "places", "result"),
    [(2.5, 0, 3), (-2.5, 0, -2), (1.005, 2, 1.01), (1234.5, -2, 1200), (33.33, -1, 30)],
)
def test_rounding_goes_up_from_the_half(number, places, result):
    assert m.rounded(number, places) == pytest.approx(result)


@given(st.text(max_size=12), st.integers(-15, 15), st.integers(-15, 15))
def test_substr_is_python_s_slice_where_no_surrogates_are(text, start, end):
    plane = "".join(c for c in text if ord(c) < 0x10000 and not 0xD800 <= ord(c) < 0xE000)
    first = max(0, start + len(plane)) if start < 0 else start
    last = max(0, end + len(plane)) if end < 0 else end
    assert f.substring(plane, start, end) == plane[first:last]


def test_rare_characters_count_two_as_in_java():
    assert f.text_length("𠅤") == 2
    assert f.substring("a𠅤b", 3) == "b"


@given(
    st.lists(st.sampled_from(["1", "2", "10", "11"]), unique=True),
    st.sampled_from(["1", "10", "3"]),
)
def test_selected_looks_for_whole_codes(codes, code):
    assert f.is_selected(" ".join(codes), code) == (code in codes)


def test_regex_must_fit_the_whole_text_and_digits_are_ascii():
    assert f.matches("12", "[0-9]+")
    assert not f.matches("12a", "[0-9]+")
    assert not f.matches("٣", r"\d")
    assert f.matches("张", r"\p{L}")
    with pytest.raises(EvaluationError):
        f.matches("a", "(")


def test_format_date_knows_the_letters_and_refuses_others():
    assert d.format_moment(
        "2025-03-04T05:06:07.089", "%Y %y %m %n %d %e %H %h %M %S %3 %b %B %a %A %%"
    ) == ("2025 25 03 3 04 4 05 5 06 07 089 Mar March Tue Tuesday %")
    assert d.format_moment("", "%Y") == ""
    with pytest.raises(EvaluationError):
        d.format_moment("2025-03-04", "%q")


@pytest.mark.parametrize("days", [1e12, -1e12, math.inf])
def test_days_far_away_have_no_date(days):
    with pytest.raises(EvaluationError):
        d.as_date(days)


@pytest.mark.parametrize(
    ("kind", "answer", "value"),
    [
        (ItemKind.INTEGER, 5, 5.0),
        (ItemKind.INTEGER, "5", 5.0),
        (ItemKind.INTEGER, 5.5, ""),
        (ItemKind.INTEGER, True, ""),
        (ItemKind.DECIMAL, 5.5, 5.5),
        (ItemKind.DATE, "2025-10-01", datetime(2025, 10, 1)),
        (ItemKind.DATE, "2025-10-01T00:00", ""),
        (ItemKind.TIME, "08:15", datetime(1970, 1, 1, 8, 15)),
        (ItemKind.SELECT_MULTIPLE, ["1", "3"], "1 3"),
        (ItemKind.TEXT, 7, "7"),
        (ItemKind.TEXT, None, ""),
        (ItemKind.TEXT, [], ""),
    ],
)
def test_an_answer_reads_as_its_kind_or_as_blank(kind, answer, value):
    assert read_answer(kind, answer) == value


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_no_answer_breaks_the_reading(answer):
    for kind in ItemKind:
        read_answer(kind, answer)
    assert isinstance(text_of(answer), str)
    is_choice_list(codes_of(answer), frozenset({"1"}))


def test_computed_values_are_kept_as_javarosa_keeps_them():
    assert stored(math.nan, "") == ""
    assert stored(3.9, "int") == 3.0
    assert stored(2.0000000001, "") == 2.0
    assert plain(2.0) == 2
    assert isinstance(plain(2.0), int)
    assert plain(math.inf) == "Infinity"
    assert plain("") is None
    assert plain(datetime(2025, 1, 2)) == "2025-01-02"


@pytest.mark.parametrize(
    ("number", "text"),
    [(1e-6, "1.0E-6"), (2.5e-7, "2.5E-7"), (9.99e-5, "9.99E-5"), (1.5e10, "1.5E10")],
)
def test_a_small_number_keeps_its_exponent(number, text):
    assert number_text(number) == text
