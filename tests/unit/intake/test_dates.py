"""Dates in every spelling."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.intake.dates import read_date

DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
SPELLINGS = (
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}年{0.month:02}月{0.day:02}号",
    "{0.year}{0.month:02}{0.day:02}",
    "{0.month}月{0.day}日",
    "{0.month}/{0.day}",
    "{0.month}-{0.day}",
    "{0.year}-{0.month}-{0.day} 10:15",
    "{0.year}/{0.month}/{0.day} 10:15:30",
    "{0.year}-{0.month:02}-{0.day:02}T10:15:00+08:00",
    "{0.year}-{0.month:02}-{0.day:02}T10:15:00.000Z",
    " {0.year} 年 {0.month} 月 {0.day} 日 ",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(day=DAYS)
def test_every_spelling_reads_as_the_day(spelling, day):
    assert read_date(spelling.format(day), 2025) == day.isoformat()


@given(DAYS)
def test_excel_serials_and_date_cells(day):
    serial = (day - date(1899, 12, 30)).days

    assert read_date(float(serial), 2025) == day.isoformat()
    assert read_date(str(serial), 2025) == day.isoformat()
    assert read_date(day, 2025) == day.isoformat()
    assert read_date(datetime(day.year, day.month, day.day, 9, 30), 2025) == day.isoformat()  # noqa: DTZ001


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("二〇二五年九月三十日", "2025-09-30"),
        ("九月三十日", "2025-09-30"),
        ("十月一号", "2025-10-01"),
        ("２０２５．９．３０", "2025-09-30"),
        ("2025。9。30", "2025-09-30"),
        ("25.9.30", "2025-09-30"),
        ("9.30", "2025-09-30"),
        ("9/30/2025", "2025-09-30"),
        ("30/9/2025", "2025-09-30"),
        ("2025年9月30日上午", "2025-09-30"),
        ("2025年9月30日 10时15分", "2025-09-30"),
        ("2025年9月30日星期二", "2025-09-30"),
        (20250930.0, "2025-09-30"),
    ],
)
def test_rarer_spellings(raw, day):
    assert read_date(raw, 2025) == day


@pytest.mark.parametrize(
    "raw",
    ["", "9月", "2025-02-30", "8/9/2025", "9月初", "已确认", "2025-13-01", "20251301", "9.3.1",
     "99-9-9", 9.3, 12.0, True, "2025", "2025年9月", "30"],
)  # fmt: skip
def test_what_is_no_single_date_is_none(raw):
    assert read_date(raw, 2025) is None


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(raw):
    day = read_date(raw, 2025)

    assert day is None or date.fromisoformat(day)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("30-Sep-2025", "2025-09-30"),
        ("8-Oct-25", "2025-10-08"),
        ("Sep 30, 2025", "2025-09-30"),
        ("2025年9月30日（周二）", "2025-09-30"),
        ("30-Feb-2025", None),
        ("mayor", None),
    ],
)
def test_named_months_and_days_of_the_week(raw, day):
    assert read_date(raw, 2025) == day
