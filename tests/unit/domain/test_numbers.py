"""Citizen IDs (GB 11643) and certificate numbers, with all their digits, X and reissues."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain import numbers
from dsurvey_desktop.domain.numbers import Certificate

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BY_REMAINDER = "10X98765432"
"""Weights and characters as the tables of GB 11643 print them."""

days = st.dates(date(1900, 1, 1), date(2025, 12, 31))
areas = st.text("0123456789", min_size=6, max_size=6)
serials = st.text("0123456789", min_size=3, max_size=3)
first_17 = st.builds(lambda area, day, serial: f"{area}{day:%Y%m%d}{serial}", areas, days, serials)
citizen_ids = first_17.map(lambda digits: digits + numbers.check_character(digits))


def by_the_standards_table(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return BY_REMAINDER[total % 11]


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "330282199702095095"]
)
def test_numbers_from_the_standard_and_made_ones_are_right(number):
    assert numbers.is_citizen_id(number)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("", id="nothing"),
        pytest.param("11010519491231002", id="17 characters"),
        pytest.param("11010519491231002X1", id="19 characters"),
        pytest.param("11010519491231002x", id="lower-case x"),
        pytest.param("110105194912310021", id="wrong check digit"),
        pytest.param("11010519490231002X", id="30 February"),
        pytest.param("110105000012310020", id="year nought"),
        pytest.param("1101051949 231002X", id="a space"),
        pytest.param("1101051949１231002X", id="a full-width digit"),
        pytest.param("X1010519491231002X", id="X in the wrong place"),
        pytest.param("11010519491231002X\n", id="a line end"),
    ],
)
def test_what_is_no_citizen_id(number):
    assert not numbers.is_citizen_id(number)


@given(first_17)
def test_the_check_character_is_that_of_the_standards_table(digits):
    assert numbers.check_character(digits) == by_the_standards_table(digits)


@given(citizen_ids, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    wrong = str((int(number[place]) + shift) % 10)
    assert not numbers.is_citizen_id(number[:place] + wrong + number[place + 1 :])


@given(citizen_ids, st.integers(0, 15))
def test_two_neighbours_that_changed_places_are_always_found(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert numbers.is_citizen_id(swapped) == (swapped == number)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_the_check_character_closes_the_sum_of_iso_7064(digits):
    product = 0
    for character in digits + numbers.check_character(digits):
        value = 10 if character == "X" else int(character)
        product = product * 2 + value
    assert product % 11 == 1


@given(days)
def test_the_birth_date_is_read_back(day):
    assert numbers.birth_date(f"330282{day:%Y%m%d}") == day


@pytest.mark.parametrize(
    "number",
    ["", "330282", "3302821997020", "33028219970230509X", "330282 9970209", "3302821_970209"],
)
def test_where_there_is_no_birth_date(number):
    assert numbers.birth_date(number) is None


@pytest.mark.parametrize(
    ("number", "sex"),
    [
        ("330282199702095095", "1"),
        ("330282199702095085", "2"),
        ("33028219970209500X", "2"),
        ("3302821997020950", ""),
        ("", ""),
        ("3302821997020950²5", ""),
        ("3302821997020950A5", ""),
    ],
)
def test_the_17th_digit_says_the_sex(number, sex):
    assert numbers.sex(number) == sex


@given(
    citizen_ids,
    st.sampled_from("1234567"),
    st.sampled_from("1234"),
    st.integers(0, 99),
)
def test_a_certificate_is_taken_apart(citizen_id, category, grade, reissue):
    mark = f"B{reissue}" if reissue else ""
    assert numbers.parse_certificate(f"{citizen_id}{category}{grade}{mark}") == Certificate(
        citizen_id, category, grade, reissue
    )


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("11010519491231002X", id="citizen ID alone"),
        pytest.param("11010519491231002X9", id="without certificate: grade 9"),
        pytest.param("11010519491231002X03", id="category 0"),
        pytest.param("11010519491231002X83", id="category 8"),
        pytest.param("11010519491231002X40", id="grade 0"),
        pytest.param("11010519491231002X45", id="grade 5"),
        pytest.param("11010519491231002143", id="wrong check digit"),
        pytest.param("11010519491231002X43B", id="B without a count"),
        pytest.param("11010519491231002X43B123", id="three digits after B"),
        pytest.param("11010519491231002X43b1", id="lower-case b"),
        pytest.param("11010519491231002X43C1", id="another letter"),
        pytest.param(" 11010519491231002X43", id="a space before"),
    ],
)
def test_what_is_no_certificate_number(number):
    assert numbers.parse_certificate(number) is None


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2005, 9, 30), date(2025, 9, 30), 20),
        (date(2005, 10, 1), date(2025, 9, 30), 19),
        (date(2005, 9, 29), date(2025, 9, 30), 20),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2025, 9, 30), date(2025, 9, 30), 0),
    ],
)
def test_age_counts_completed_years(born, day, age):
    assert numbers.age_on(day, born) == age


@given(days, st.integers(0, 100))
def test_a_birthday_completes_the_year_and_no_earlier_day_does(born, years):
    birthday = date(born.year + years, born.month, min(born.day, 28))
    born = born.replace(day=birthday.day)
    assert numbers.age_on(birthday, born) == years
    day_before = date.fromordinal(birthday.toordinal() - 1)
    assert numbers.age_on(day_before, born) == years - 1
