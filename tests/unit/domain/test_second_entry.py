"""The interval of an error rate against values worked out by hand."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.second_entry import rate_interval


@pytest.mark.parametrize(
    ("differing", "fields", "low", "high"),
    [
        (0, 100, 0.0, 0.036995),
        (5, 100, 0.021543, 0.111752),
        (10, 10, 0.722467, 1.0),
        (1, 1, 0.206549, 1.0),
    ],
)
def test_the_wilson_interval(differing, fields, low, high):
    assert rate_interval(differing, fields) == pytest.approx((low, high), abs=2e-4)
