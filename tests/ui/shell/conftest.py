"""The whole window on the practice office."""

from __future__ import annotations

import shutil

import pytest

from ui.application import Application
from ui.arguments import Arguments
from ui.window import SMALLEST_SCREEN_PX

LONG_MS = 20_000


@pytest.fixture
def application(qtbot, settings, tmp_path, locale_folder, monkeypatch, practice_folder, families):
    """The program, started with `--practice` on an office that is already there."""
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("ui.application.LOCALE", locale_folder)
    settings.look = "light"
    shutil.copytree(practice_folder, tmp_path / "practice")
    made = Application(settings, tmp_path)
    made.start(Arguments(is_practice=True))
    qtbot.addWidget(made.window)
    made.window.resize(*SMALLEST_SCREEN_PX)
    qtbot.waitExposed(made.window)
    qtbot.waitUntil(lambda: made.frame is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not made.worker.is_busy, timeout=LONG_MS)
    yield made
    made.window.close()
    made.end()


@pytest.fixture
def settled(qtbot, application):
    """Wait until all reading has ended."""

    def wait() -> None:
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)

    return wait
