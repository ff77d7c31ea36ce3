"""The calendar file is read back by another program's parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar

from dsurvey_desktop.documents.calendar_file import CalendarDay, write_calendar

MADE_AT = datetime(2025, 10, 8, 4, 0, tzinfo=UTC)


def written(path, *days):
    write_calendar(path, "2025 年调查", "dsurvey", MADE_AT, days)
    return icalendar.Calendar.from_ical(path.read_bytes())


def test_a_day_comes_back_as_it_was_given(tmp_path):
    words = "甲, 乙; 丙\\丁\n第二行" + "很长的说明" * 40
    one = CalendarDay("a@b", date(2025, 10, 10), "村(社区)上报，截止", words, (3, 0))
    calendar = written(tmp_path / "d.ics", one)
    assert calendar["VERSION"] == "2.0"
    assert calendar["X-WR-CALNAME"] == "2025 年调查"
    (event,) = calendar.walk("VEVENT")
    assert (event["UID"], event["SUMMARY"], event["DESCRIPTION"]) == ("a@b", one.title, words)
    assert event.decoded("DTSTART") == date(2025, 10, 10)
    assert event.decoded("DTEND") == date(2025, 10, 11)
    assert event.decoded("DTSTAMP") == MADE_AT
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [
        timedelta(hours=-63),
        timedelta(hours=9),
    ]
    assert event.errors == []


def test_lines_are_short_and_end_as_the_standard_says(tmp_path):
    one = CalendarDay("a@b", date(2025, 10, 10), "𠅤" * 90, "字" * 90)
    written(tmp_path / "d.ics", one)
    content = (tmp_path / "d.ics").read_bytes()
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is split


def test_a_later_file_replaces_the_day(tmp_path):
    one = CalendarDay("a@b", date(2025, 10, 10), "截止", "")
    (first,) = written(tmp_path / "d.ics", one).walk("VEVENT")
    write_calendar(tmp_path / "e.ics", "x", "y", MADE_AT + timedelta(days=1), [one])
    (second,) = icalendar.Calendar.from_ical((tmp_path / "e.ics").read_bytes()).walk("VEVENT")
    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"]
