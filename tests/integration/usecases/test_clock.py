"""A clock that was set back is said, and refuses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_clock import check_clock
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries


@pytest.fixture
def worked_on(small_desk: Desk, small) -> Desk:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    return small_desk


def days_later(desk: Desk, days: int) -> Desk:
    moment = desk.now() + timedelta(days=days)
    return replace(desk, clock=lambda: moment)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_clock_that_goes_on_says_nothing(worked_on: Desk, days: int) -> None:
    check_clock(days_later(worked_on, days))


@pytest.mark.parametrize("days", [1, 400])
def test_a_clock_that_was_set_back_is_said_with_both_days(worked_on: Desk, days: int) -> None:
    earlier = days_later(worked_on, -days)
    with pytest.raises(AppError) as said:
        check_clock(earlier)
    assert said.value.code == "clock_set_back"
    for day in (earlier.today(), worked_on.today()):
        assert day.isoformat() in str(said.value.message)


def test_work_under_a_clock_that_was_set_back_is_kept(worked_on: Desk) -> None:
    earlier = days_later(worked_on, -3)
    entry = list_entries(earlier)[0].id
    correct_entry(earlier, entry, "note", "已核对", "电话核实")
    check_log(worked_on)
    assert list_entries(worked_on)[0].answers["note"] == "已核对"
