"""The window as somebody sees it who starts the program for the first time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.application import Application
from ui.arguments import Arguments


@pytest.fixture
def application(qtbot, settings, tmp_path, locale_folder, monkeypatch, families):
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("ui.application.LOCALE", locale_folder)
    monkeypatch.setattr("ui.entrance.documents_folder", lambda: tmp_path)
    made = Application(settings, tmp_path / "data")
    made.start(Arguments())
    qtbot.addWidget(made.window)
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.end()


@pytest.fixture
def screen(application):
    return application.window.screens.currentWidget


@pytest.fixture
def set_up(qtbot, application, screen):
    qtbot.mouseClick(screen().set_up, Qt.MouseButton.LeftButton)
    return screen()
