"""Rules C02 and C03 on community forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.checks.community_checks import check_community


def found(answers, residents_in_care=0):
    return [(f.rule, f.severity.value, f.item) for f in check_community(answers, residents_in_care)]


LIAISON = ("C02", "error", "liaison_disabled")


@pytest.mark.parametrize(
    ("total", "disabled", "expected"),
    [
        (2, 3, [LIAISON]),
        (0, 1, [LIAISON]),
        (2, 2, []),
        (2, 0, []),
        (None, 3, []),
        (2, None, []),
        ("two", 3, []),
        (2.0, 2.5, [LIAISON]),
    ],
)
def test_disabled_officers_are_among_the_officers(total, disabled, expected):
    answers = {"liaison_count": total, "liaison_disabled": disabled}
    assert found({item: value for item, value in answers.items() if value is not None}) == expected


@given(st.integers(0, 99), st.integers(0, 99))
def test_only_more_than_all_is_too_many(total, disabled):
    answers = {"liaison_count": total, "liaison_disabled": disabled}
    assert found(answers) == [LIAISON] * (disabled > total)


@pytest.mark.parametrize(
    ("answers", "residents_in_care", "items"),
    [
        ({"day_care": "1"}, 0, ["day_care"]),
        ({"home_service": "1"}, 0, ["home_service"]),
        ({"day_care": "1", "home_service": "1"}, 0, ["day_care", "home_service"]),
        ({"day_care": "1", "home_service": "1"}, 1, []),
        ({"day_care": "2", "home_service": "2"}, 0, []),
        ({}, 0, []),
    ],
)
def test_care_that_no_resident_receives_wants_a_look(answers, residents_in_care, items):
    assert found(answers, residents_in_care) == [("C03", "warning", item) for item in items]
