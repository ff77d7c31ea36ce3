"""Forecasts as an officer reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from dsurvey_desktop.domain.forecast import forecast
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.usecases.forecast_words import long_forecast, short_forecast

TODAY, DEADLINE = date(2025, 10, 8), date(2025, 10, 10)
DONE = forecast(0, {TODAY: 5}, TODAY, DEADLINE)


def community(registering, approving=DONE, on_roster=5, approved=5):
    return SimpleNamespace(
        registering=registering, approving=approving, on_roster=on_roster, approved=approved
    )


@pytest.mark.parametrize(
    ("left", "done", "today", "short", "long"),
    [
        (5, {TODAY: 5}, TODAY, "登记 10月9日", "还差 5 人，日均 5 人，预计 10月9日完成。按期须每天 2 人。"),
        (7, {TODAY: 2}, TODAY, "登记 10月12日，晚 2 天",
         "还差 7 人，日均 2 人，预计 10月12日完成，晚 2 天。按期须每天 3 人。"),
        (9, {}, TODAY, "登记 近期无进展", "还差 9 人，最近 7 天无进展。按期须每天 3 人。"),
        (9, {}, date(2025, 10, 13), "登记 逾期 3 天，近期无进展", "还差 9 人，最近 7 天无进展。"),
    ],
)  # fmt: skip
def test_what_is_missing_is_spoken_of_first(left, done, today, short, long):
    found = forecast(left, done, today, DEADLINE)
    assert str(short_forecast(community(found))) == short
    assert str(long_forecast(found)) == long


def test_once_everybody_is_registered_approving_counts():
    assert str(short_forecast(community(DONE, forecast(4, {TODAY: 8}, TODAY, DEADLINE)))) == (
        "核准 10月9日"
    )
    assert str(short_forecast(community(DONE))) == "已全部核准"
    assert str(long_forecast(DONE)) == "已全部完成。"


def test_where_nobody_is_on_the_roster_nothing_is_done():
    assert str(short_forecast(community(DONE, on_roster=0, approved=0))) == "名册中无人"


def test_a_districts_figures_have_no_forecast():
    assert str(short_forecast(community(None, None))) == ""


def test_english_names_the_month():
    use_language("en", Path())
    found = forecast(7, {TODAY: 2}, TODAY, DEADLINE)
    assert str(short_forecast(community(found))) == "register Oct 12, 2 d late"
