"""A person at the keyboard: presses keys where the focus is, waits until the page is quiet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "F2": Qt.Key.Key_F2,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Delete": Qt.Key.Key_Delete,
    "Space": Qt.Key.Key_Space,
}
CONTROL = "Ctrl+"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Person:
    def __init__(self, qtbot, page):
        self.qtbot = qtbot
        self.page = page

    @property
    def focus(self):
        return QApplication.focusWidget()

    def press(self, *keys: str) -> None:
        for key in keys:
            plain = key.removeprefix(CONTROL)
            if plain in NAMED:
                held = Qt.KeyboardModifier.ControlModifier if key != plain else NO_MODIFIER
                QTest.keyClick(self.focus, NAMED[plain], held)
            else:
                QTest.keyClicks(self.focus, key)
            self.settle()

    def type_in(self, words: str) -> None:
        """As an input method gives finished words."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.focus, event)
        self.settle()

    def shift(self, key: str) -> None:
        QTest.keyClick(self.focus, key, Qt.KeyboardModifier.ShiftModifier)
        self.settle()

    def click(self, widget, place=None) -> None:
        place = place or widget.rect().center()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def settle(self) -> None:
        worker = self.page.context.worker
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
        QTest.qWait(20)
        self.qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
