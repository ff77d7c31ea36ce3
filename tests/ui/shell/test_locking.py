"""A window that was left alone shows nothing of anybody until the password is typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from dsurvey_desktop.domain.word_memory import WordMemory
from ui.changes import Destination
from ui.idle import IdleWatch
from ui.practice_office import PASSWORD
from ui.welcome.lock import LockScreen

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 20_000


def current(application):
    return application.window.screens.currentWidget()


def unlock(qtbot, application, words):
    current(application).password.clear()
    qtbot.keyClicks(current(application).password, words)
    qtbot.keyClick(current(application).password, Qt.Key.Key_Return)


def test_a_key_locks_and_the_password_brings_back_what_was_there(qtbot, application, settled):
    application.frame.go_to(Destination("verify"))
    settled()
    page = application.frame.current_page
    qtbot.keyClick(application.window, Qt.Key.Key_L, CONTROL)
    assert isinstance(current(application), LockScreen)
    assert not application.frame.isVisible()

    qtbot.keyClick(application.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert application.frame.current_page is page
    application.window.files_dropped.emit(("x.xlsx",))
    assert isinstance(current(application), LockScreen)

    unlock(qtbot, application, "not this one")
    qtbot.waitUntil(lambda: bool(current(application).field.error), timeout=LONG_MS)
    unlock(qtbot, application, PASSWORD)
    qtbot.waitUntil(lambda: current(application) is application.frame, timeout=LONG_MS)
    assert application.frame.current_page is page
    settled()
    application.window.activateWindow()  # the offscreen screen forgets which window is active
    qtbot.waitUntil(application.window.isActiveWindow, timeout=LONG_MS)
    qtbot.keyClick(application.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert application.frame.current_page is application.frame.pages["start"]


def test_nothing_of_people_is_remembered_behind_a_lock_or_after_an_office(application, settled):
    memory = WordMemory()
    for leave in (application.locking.lock, application.close_office):
        memory["张三"] = "330282194507100183"
        leave()
        settled()
        assert not memory


def test_larger_text_does_not_open_a_locked_window(qtbot, application, settled):
    application.locking.lock()
    qtbot.keyClick(application.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert application.settings.text_percent == 125
    menu = application.window.menuBar().font()
    assert menu.pointSizeF() == application.theme.font().pointSizeF()
    assert isinstance(current(application), LockScreen)
    assert application.locking.is_locked


def test_a_real_office_locks_by_itself_and_a_practice_office_does_not(application):
    application.locking.lock_left_alone()
    assert not application.locking.is_locked
    opened = application.opened
    campaign = replace(opened.office.campaign, practice_date=None)
    office = replace(opened.office, campaign=campaign)
    application.locking.follow(replace(opened, office=office))
    application.locking.lock_left_alone()
    assert application.locking.is_locked


def test_signing_out_of_a_locked_window_asks_for_a_password(qtbot, application, settled):
    application.locking.lock()
    qtbot.mouseClick(current(application).leave_button, Qt.MouseButton.LeftButton)
    settled()
    assert application.frame is None
    assert not application.locking.is_locked


def test_each_touch_counts_anew(qtbot, application, monkeypatch):
    monkeypatch.setattr("ui.idle.MINUTE_MS", 150)
    watch = IdleWatch(application.window.windowHandle(), 1, application)
    heard = []
    watch.left_alone.connect(lambda: heard.append(1))
    for _ in range(4):
        qtbot.wait(80)
        qtbot.mouseMove(application.window.windowHandle())
        qtbot.keyClick(application.window.windowHandle(), Qt.Key.Key_Shift)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [1], timeout=LONG_MS)
    watch.set_minutes(0)
