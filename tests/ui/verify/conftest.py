from __future__ import annotations

import pytest

from dsurvey_desktop.domain.texts import use_language
from tests.ui.fakes_pages import FakeDesk, entry_calls
from tests.ui.person import Person
from ui.changes import EVERYTHING
from ui.verify.page import VerifyPage


def shown(qtbot, page: VerifyPage) -> VerifyPage:
    """The page at the size most offices have, with all that there is."""
    qtbot.addWidget(page)
    page.resize(1170, 740)
    page.show()
    page.activateWindow()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture(autouse=True)
def english(chinese, locale_folder) -> None:
    """The source's own words, so that tests read as the code does."""
    use_language("en", locale_folder)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(30)


@pytest.fixture
def page(qtbot, context, desk):
    made = shown(qtbot, VerifyPage(context, calls=entry_calls(desk)))
    qtbot.waitUntil(lambda: made.bench.view is not None, timeout=10_000)
    return made


@pytest.fixture
def practice_page(qtbot, office_context, idle):
    """The page in a window of its own, on a practice office."""
    made = shown(qtbot, VerifyPage(office_context))
    qtbot.waitUntil(lambda: made.bench.view is not None, timeout=10_000)
    idle()
    made.bench.queue.table.setFocus()
    return made


@pytest.fixture
def person(qtbot, page) -> Person:
    page.bench.queue.table.setFocus()
    made = Person(qtbot, page)
    made.settle()
    return made
