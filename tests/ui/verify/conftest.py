from __future__ import annotations

import pytest

from dsurvey_desktop.domain.texts import use_language
from tests.ui.fakes_pages import FakeDesk, entry_calls
from tests.ui.person import Person
from ui.changes import EVERYTHING
from ui.verify.page import VerifyPage


@pytest.fixture(autouse=True)
def english(chinese, locale_folder) -> None:
    """The source's own words, so that tests read as the code does."""
    use_language("en", locale_folder)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(30)


@pytest.fixture
def page(qtbot, context, desk):
    made = VerifyPage(context, calls=entry_calls(desk))
    qtbot.addWidget(made)
    made.resize(1170, 740)
    made.show()
    made.activateWindow()
    made.refresh(EVERYTHING)
    qtbot.waitUntil(lambda: made.bench.view is not None, timeout=10_000)
    return made


@pytest.fixture
def person(qtbot, page) -> Person:
    page.bench.queue.table.setFocus()
    made = Person(qtbot, page)
    made.settle()
    return made
