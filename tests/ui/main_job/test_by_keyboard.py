"""The whole main job by keyboard alone, from the first start to a bundle that is genuine.

Only the system's own file dialogs are answered by the test; every other step is a key.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from dsurvey_desktop.usecases.run_demo import sample_town
from ui.application import Application
from ui.arguments import Arguments
from ui.window import SMALLEST_SCREEN_PX

PASSWORD = "oxtail 93 rain"
LONG_MS = 60_000
PRESSED_MS = 150
"""A button pressed by its letter stays down so that one sees it."""
CONTROL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Key = Qt.Key


class Keyboard:
    """A person who has no mouse."""

    def __init__(self, qtbot, application):
        self._qtbot, self._application = qtbot, application

    def press(self, key, modifier=NONE, times=1):
        for _time in range(times):
            focus = QApplication.focusWidget() or self._application.window
            QTest.keyClick(focus, key, modifier)
            QTest.qWait(PRESSED_MS if modifier == ALT else 0)
            self.settle()

    def write(self, words):
        """Plain keys, or what an input method gives for Chinese."""
        if words.isascii():
            QTest.keyClicks(QApplication.focusWidget(), words)
        else:
            event = QInputMethodEvent()
            event.setCommitString(words)
            QApplication.sendEvent(QApplication.focusWidget(), event)

    def settle(self):
        QTest.qWait(30)
        self._qtbot.waitUntil(lambda: not self._application.worker.is_busy, timeout=LONG_MS)
        QTest.qWait(30)
        self._qtbot.waitUntil(lambda: not self._application.worker.is_busy, timeout=LONG_MS)


@pytest.fixture
def application(qtbot, settings, tmp_path, locale_folder, monkeypatch, families):
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("ui.application.LOCALE", locale_folder)
    monkeypatch.setattr("ui.entrance.documents_folder", lambda: tmp_path)
    made = Application(settings, tmp_path / "data")
    made.start(Arguments())
    made.window.resize(*SMALLEST_SCREEN_PX)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    yield made
    made.window.close()
    made.end()


@pytest.fixture
def keys(qtbot, application):
    return Keyboard(qtbot, application)


@pytest.fixture
def choose(monkeypatch):
    """Answer the system's next file dialogs."""

    def answer(*files):
        paths = [str(file) for file in files]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (paths[0], ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (paths, ""))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (paths[0], ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: paths[0])

    return answer


def page_of(application):
    return application.frame.current_page


def set_up(keys, application):
    """First start: four steps."""
    keys.press(Key.Key_Return)
    keys.write("330282105")
    keys.press(Key.Key_Tab)
    keys.write("云溪镇残联")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_T, ALT)
    keys.press(Key.Key_A, CONTROL)
    keys.write("2025")
    keys.press(Key.Key_Return)
    keys.write("王敏")
    keys.press(Key.Key_Tab)
    keys.write(PASSWORD)
    keys.press(Key.Key_Tab)
    keys.write(PASSWORD)
    keys.press(Key.Key_Return)
    assert application.frame is not None


def take_in(keys, application, choose):
    """The roster, then everything the communities sent; what waits is decided."""
    town = sample_town()
    keys.press(Key.Key_2, CONTROL)
    choose(next(town.folder.glob("名册*.xlsx")))
    keys.press(Key.Key_O, CONTROL)
    assert "名册已导入" in page_of(application).messages.words
    keys.press(Key.Key_3, CONTROL)
    choose(*town.submissions)
    keys.press(Key.Key_O, CONTROL)
    page = page_of(application)
    aside = page.sections.set_aside.count
    assert page.sections.pending.count == 2
    keys.press(Key.Key_T)
    keys.press(Key.Key_K)
    assert page.sections.pending.count == 0
    keys.press(Key.Key_A, times=3)
    assert page.sections.set_aside.count == aside - 3


def verify(keys, application):
    """One proposal taken, one answer typed, then everything that is ready approved."""
    keys.press(Key.Key_4, CONTROL)
    page = page_of(application)
    first = page.bench.view.id
    keys.press(Key.Key_N)
    assert page.bench.form.current_field.item.name == "name"
    keys.press(Key.Key_T)
    keys.press(Key.Key_Return)
    assert "已保存" in page.messages.words
    keys.press(Key.Key_A)
    assert page.bench.view.id != first, "approved, and the next one is there"
    keys.press(Key.Key_N)
    assert page.bench.form.current_field.item.name == "reporter"
    keys.press(Key.Key_F2)
    keys.write("李敏")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_1)
    keys.press(Key.Key_Return)
    assert "已保存" in page.messages.words
    keys.press(Key.Key_A)
    keys.press(Key.Key_A, SHIFT)
    keys.press(Key.Key_Return)
    assert page.messages.kind == "done", page.messages.words


def test_the_whole_main_job_needs_no_mouse(keys, application, choose, tmp_path):
    set_up(keys, application)
    take_in(keys, application, choose)
    verify(keys, application)
    keys.press(Key.Key_7, CONTROL)
    keys.press(Key.Key_Return, CONTROL)
    choose(tmp_path / "sheets.pdf")
    keys.press(Key.Key_P, CONTROL)
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    keys.press(Key.Key_8, CONTROL)
    page = page_of(application)
    going = page.envelope.choice.entries
    assert going > 350
    choose(tmp_path / "stick")
    keys.press(Key.Key_S, CONTROL)
    choose(next((tmp_path / "stick").glob("*.dsb*")))
    keys.press(Key.Key_B, CONTROL)
    assert page.bundle_check.verdict.kind == "done"
    assert f"登记表 {going}" in page.bundle_check.facts.text()
