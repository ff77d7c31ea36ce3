"""Forecasts rest on what was done in the last week, and say so when that is nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dsurvey_desktop.domain.forecast import Standing, forecast, forecast_basis

TODAY = date(2025, 10, 8)
DEADLINE = date(2025, 10, 10)


def day(number: int) -> date:
    return date(2025, 10, number)


@pytest.mark.parametrize(
    ("left", "done", "pace", "over", "done_on", "late", "needed", "standing"),
    [
        # left, done per day, pace, days it is taken over, done on, days late, needed, standing
        (0, {day(8): 50}, 50.0, 1, None, 0, 0, Standing.DONE),
        (30, {day(8): 15}, 15.0, 1, day(10), 0, 10, Standing.IN_TIME),
        (30, {day(8): 10}, 10.0, 1, day(11), 1, 10, Standing.LATE),
        (30, {day(7): 10, day(8): 2}, 6.0, 2, day(13), 3, 10, Standing.LATE),
        # a whole week at most: what was done before it is no pace of now
        (14, {date(2025, 9, 1): 400, day(5): 49}, 7.0, 7, day(10), 0, 5, Standing.IN_TIME),
        (14, {date(2025, 9, 1): 400}, 0.0, 7, None, 0, 5, Standing.STALLED),
        (14, {}, 0.0, 0, None, 0, 5, Standing.STALLED),
        # after a clock was set back, a day to come is no pace
        (14, {day(9): 30}, 0.0, 0, None, 0, 5, Standing.STALLED),
    ],
)  # fmt: skip
def test_what_is_left_is_divided_by_the_pace_of_the_last_week(
    left, done, pace, over, done_on, late, needed, standing
):
    found = forecast(left, done, TODAY, DEADLINE)
    assert (found.pace, found.pace_days, found.done_on) == (pace, over, done_on)
    assert (found.days_late, found.needed_per_day) == (late, needed)
    assert found.standing is standing


def test_after_the_deadline_nothing_keeps_it_and_lateness_counts_to_the_end():
    going = forecast(30, {day(12): 10}, day(12), DEADLINE)
    assert (going.done_on, going.days_late, going.needed_per_day) == (day(15), 5, None)
    assert going.standing is Standing.OVERDUE
    still = forecast(30, {}, day(12), DEADLINE)
    assert (still.done_on, still.days_late, still.standing) == (None, 2, Standing.OVERDUE)
    assert forecast(0, {}, day(12), DEADLINE).standing is Standing.DONE


def test_the_basis_is_said_in_plain_words():
    assert "最近 7 天的日均数" in str(forecast_basis())
