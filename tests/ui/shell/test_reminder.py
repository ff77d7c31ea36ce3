"""The reminder beside the clock: once a day, only counts, only where it is wanted and possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.progress_views import ProgressView, Task
from tests.ui.shell.conftest import LONG_MS
from tests.unit.ui.test_start_figures import community
from ui.changes import Destination
from ui.reminder import Reminder, due_words
from ui.settings_page.look_part import LookPart

DUE = (Task("community_deadline", 29, days_left=2), Task("errors", 4), Task("reminders", 3))


@pytest.fixture
def progress():
    return ProgressView(
        today=date(2025, 10, 8), total=community(), communities=(), deadlines=(), tasks=DUE,
        home_visit_target=0.9, app_target=1.0,
    )  # fmt: skip


@pytest.fixture
def said(monkeypatch):
    """What stands beside the clock, message by message."""
    messages: list[str] = []
    monkeypatch.setattr(
        "ui.reminder.QSystemTrayIcon.showMessage",
        lambda _tray, _title, words, *_: messages.append(words),
    )
    return messages


@pytest.fixture
def reminder(theme, settings, expected_warnings):
    expected_warnings.append("systemTrayWindowChanged")  # the offscreen screen has no tray
    made = Reminder(theme, settings, has_tray=lambda: True)
    yield made
    made.stop()


def test_what_is_due_is_said_once_a_day(reminder, progress, said):
    reminder.see_progress(progress)
    reminder.see_progress(replace(progress, tasks=(replace(DUE[0], count=28), *DUE[1:])))
    assert said == [due_words(progress)]
    assert said[0].startswith("距村(社区)上报 2 天，还差 29 人；")
    assert "4" not in said[0], "errors are no deadline"
    reminder.see_progress(replace(progress, today=date(2025, 10, 9)))
    assert len(said) == 2
    reminder.see_progress(replace(progress, today=date(2025, 10, 9), tasks=DUE[2:]))
    assert len(said) == 3


def test_where_nothing_is_due_no_icon_stands(reminder, progress, said):
    reminder.see_progress(progress)
    assert reminder.tray.toolTip() == said[0]
    reminder.see_progress(replace(progress, tasks=DUE[1:2]))
    assert reminder.tray is None


def test_a_desktop_without_tray_has_no_icon_but_the_window_is_told(theme, settings, progress, said):
    reminder = Reminder(theme, settings)
    told: list[str] = []
    reminder.said.connect(told.append)
    reminder.see_progress(progress)
    reminder.see_progress(progress)
    assert (said, reminder.tray) == ([], None)
    assert told == [due_words(progress)]


def test_the_window_says_it_where_the_person_is_but_not_on_the_start_page(application, settled):
    frame = application.frame
    frame.go_to(Destination("start"))
    settled()
    frame.show_reminder("距镇核准 1 天")
    assert not frame.current_page.messages.isVisible()
    frame.go_to(Destination("roster"))
    settled()
    frame.show_reminder("距镇核准 1 天")
    assert frame.current_page.messages.isVisible()
    frame.go_to(Destination("start"))
    frame.go_to(Destination("roster"))
    assert not frame.current_page.messages.isVisible()
    frame.current_page.messages.show_message("done", "已导入")
    frame.show_reminder("距镇核准 1 天")
    assert frame.current_page.messages.words == "已导入"
    frame.show_failure(AppError("log_broken", text("log")))
    frame.show_reminder("距镇核准 1 天")
    assert frame.current_page.messages.kind == "error"


def test_it_is_switched_off_in_the_settings(qtbot, reminder, theme, settings, progress, said):
    part = LookPart(theme, settings)
    qtbot.addWidget(part)
    assert part.reminders.isChecked()
    part.reminders.click()
    assert not settings.has_reminders
    reminder.see_progress(progress)
    assert (said, reminder.tray) == ([], None)
    part.reminders.click()
    reminder.see_progress(progress)
    assert len(said) == 1
    part.reminders.click()
    reminder.see_progress(progress)
    assert reminder.tray is None
    part.reminders.click()
    reminder.see_progress(progress)
    assert (len(said), reminder.tray is None) == (2, False)


def test_switched_in_the_settings_the_figures_are_read_at_once(qtbot, application, settled):
    frame = application.frame
    frame.go_to(Destination("settings"))
    settled()
    with qtbot.waitSignal(frame.progress_seen, timeout=LONG_MS):
        frame.current_page.look.reminders.click()


def test_a_click_asks_for_the_window(qtbot, reminder, progress, said):
    reminder.see_progress(progress)
    with qtbot.waitSignal(reminder.chosen):
        reminder.tray.messageClicked.emit()
