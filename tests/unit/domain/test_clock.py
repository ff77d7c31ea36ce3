"""Time is an argument: practice offices stand on a day, and a day is the office's day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.clock import OFFICE_ZONE, office_day, practice_clock, system_clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 9, 30, 15, 59, 59, tzinfo=UTC), date(2025, 9, 30)),
        (datetime(2025, 9, 30, 16, 0, 0, tzinfo=UTC), date(2025, 10, 1)),
        (datetime(2025, 9, 30, 23, 59, tzinfo=OFFICE_ZONE), date(2025, 9, 30)),
        (datetime(2025, 12, 31, 20, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_a_moment_belongs_to_the_day_in_the_office(moment, day):
    assert office_day(moment) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_practice_clock_stands_on_its_day(day):
    assert office_day(practice_clock(day)()) == day


def test_a_practice_clock_runs_on_with_the_time_of_day():
    before = datetime.now(OFFICE_ZONE)
    shown = practice_clock(date(2025, 10, 8))()
    day_s = timedelta(days=1).total_seconds()
    passed_s = (shown - before).total_seconds() % day_s
    assert passed_s < 10 or day_s - passed_s < 1.5  # whole seconds, also across midnight


def test_the_system_clock_gives_now_with_its_zone():
    passed = datetime.now(UTC) - system_clock()
    assert abs(passed) < timedelta(seconds=10)


@pytest.mark.parametrize("year", [2024, 2025, 2031])
def test_the_default_dates_lie_in_order(year):
    campaign = default_campaign(year)
    dates = [
        campaign.opening_date,
        campaign.reference_date,
        campaign.community_deadline,
        campaign.town_deadline,
        campaign.district_deadline,
    ]
    assert dates == sorted(set(dates))
    assert {one.year for one in dates} == {year}
    assert campaign.cutoff_date == date(year, 9, 30)
