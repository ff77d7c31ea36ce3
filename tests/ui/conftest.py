"""A window of its own for each test; a Qt warning or a window left open fails it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.domain.texts import use_language
from tests.ui.letters import shared_letters
from tests.ui.person import Person
from ui.changes import EVERYTHING
from ui.context import AppContext
from ui.fonts import font_families
from ui.office_jobs import OpenOffice, enter, leave
from ui.page import Page
from ui.practice_office import PASSWORD, open_practice
from ui.settings import Settings, settings_in
from ui.theme import Theme
from ui.worker import Worker

LONG_MS = 20_000
HARMLESS = ("propagateSizeHints", "does not support", "qt.accessibility")
"""What the offscreen screen says by itself."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """However a test leaves a window, no two controls in sight share a letter."""
    yield
    shared = [
        words
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for words in shared_letters(window)
    ]
    assert not shared, f"{item.name} leaves letters that mean two things: {shared}"


@pytest.fixture(scope="session")
def families(qapp, project) -> list[str]:
    """The program's fonts, added once a run."""
    qapp.setStyle("Fusion")
    return font_families(project / "resources" / "fonts")


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Settings in a file of the test's own."""
    return settings_in(tmp_path / "settings.ini")


@pytest.fixture
def theme(families, settings) -> Theme:
    """The look in use, light unless the test says otherwise."""
    settings.look = "light"
    made = Theme(settings, families)
    made.apply()
    return made


@pytest.fixture
def worker(qapp) -> Iterator[Worker]:
    """The serial worker, stopped at the end."""
    made = Worker()
    yield made
    assert made.stop(), "the worker did not stop"


@pytest.fixture
def context(worker, theme, settings) -> AppContext:
    """What a page is given; `desk` is None for pages driven by fakes."""
    return AppContext(None, worker, theme, settings)


@pytest.fixture(autouse=True)
def no_qt_warning(qtlog, expected_warnings) -> Iterator[None]:
    """A warning of Qt that the test did not announce fails it."""
    yield
    serious = [r for r in qtlog.records if r.type != QtMsgType.QtDebugMsg]
    allowed = (*HARMLESS, *expected_warnings)
    unexpected = [r.message for r in serious if not any(part in r.message for part in allowed)]
    assert not unexpected, f"Qt says: {unexpected}"


@pytest.fixture(autouse=True)
def no_window_left(qapp) -> Iterator[None]:
    """A window that is still shown at the end fails the test."""
    yield
    shown = [
        w.objectName() or type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()
    ]
    assert not shown, f"windows left open: {shown}"


@pytest.fixture(scope="session")
def practice_folder(locale_folder, tmp_path_factory) -> Path:
    """A practice office that has taken in the sample town; copy it, never open it in place."""
    use_language("zh_CN", locale_folder)
    folder = tmp_path_factory.mktemp("practice") / "office"
    leave(open_practice(folder).desk)
    return folder


@pytest.fixture
def office_folder(practice_folder, tmp_path) -> Path:
    """The test's own copy of the practice office."""
    return Path(shutil.copytree(practice_folder, tmp_path / "office"))


@pytest.fixture
def in_worker(qtbot, worker) -> Callable[..., Any]:
    """Call a function in the worker's thread and wait: `in_worker(function, *args)`."""

    def call(function, *args):
        answers: list[Any] = []
        worker.run(function, *args, owner=worker, on_done=answers.append)
        qtbot.waitUntil(lambda: not worker.is_busy, timeout=LONG_MS)
        qtbot.waitUntil(lambda: bool(answers), timeout=LONG_MS)
        return answers[0]

    return call


@pytest.fixture
def opened(in_worker, office_folder) -> Iterator[OpenOffice]:
    """The copied office, opened in the worker's thread and closed at the end."""
    office = in_worker(enter, office_folder, PASSWORD)
    yield office
    in_worker(leave, office.desk)


@pytest.fixture
def office_context(opened, worker, theme, settings) -> AppContext:
    """What a page is given in the practice office."""
    return AppContext(opened.desk, worker, theme, settings)


@pytest.fixture
def idle(qtbot, worker) -> Callable[[], None]:
    """Wait until all jobs have ended and their answers are shown."""

    def wait() -> None:
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not worker.is_busy, timeout=LONG_MS)

    return wait


@pytest.fixture
def show_page(qtbot, office_context, idle) -> Callable[[type[Page]], Page]:
    """Show a page of the practice office with everything read."""

    def shown(kind: type[Page]) -> Page:
        made = kind(office_context)
        qtbot.addWidget(made)
        made.resize(1170, 740)
        made.show()
        with qtbot.waitActive(made):
            made.activateWindow()
        made.refresh(EVERYTHING)
        idle()
        return made

    return shown


@pytest.fixture
def person(qtbot, page) -> Person:
    """Somebody at the test's page."""
    return Person(qtbot, page)
