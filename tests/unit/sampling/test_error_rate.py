"""Wilson's interval, against values worked out elsewhere."""

from __future__ import annotations

import pytest

from dsurvey_desktop.sampling.error_rate import error_interval


@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.277533),
        (1, 10, 0.017876, 0.404150),
        (5, 100, 0.021544, 0.111750),
        (10, 10, 0.722467, 1.0),
    ],
)
def test_the_interval_is_wilsons(wrong: int, checked: int, low: float, high: float) -> None:
    assert error_interval(wrong, checked) == pytest.approx((low, high), abs=1e-5)
