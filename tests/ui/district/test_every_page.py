"""The district's whole window, page after page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.usecases.manage_keys import trust_key_card
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from tests.ui.every_page import Flashes, check_page
from tests.ui.room import faults
from ui.application import Application
from ui.arguments import Arguments
from ui.changes import Destination
from ui.practice_office import PASSWORD
from ui.start.deadline_card import PaceLine
from ui.window import SMALLEST_SCREEN_PX

LONG_MS = 20_000


@pytest.fixture
def window_of_district(qtbot, settings, tmp_path, locale_folder, monkeypatch, offices, families):
    """Signed in at a district that has taken in its first bundle."""
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("ui.application.LOCALE", locale_folder)
    desk = open_office(offices.district, PASSWORD)
    trust_key_card(desk, offices.card)
    receive_bundles(desk, [offices.bundle])
    close_office(desk)
    made = Application(settings, tmp_path / "data")
    made.start(Arguments(folder=offices.district))
    qtbot.addWidget(made.window)
    made.window.resize(*SMALLEST_SCREEN_PX)
    screen = made.window.screens.currentWidget()
    screen.password.setText(PASSWORD)
    screen.entry.ask()
    qtbot.waitUntil(lambda: made.frame is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not made.worker.is_busy, timeout=LONG_MS)
    yield made
    made.window.close()
    made.end()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_page_is_quiet_and_its_keys_are_its_own(qtbot, window_of_district, language):
    application = window_of_district
    application.settings.language = language
    application.view.apply()
    flashes = Flashes(application.window)
    QApplication.instance().installEventFilter(flashes)
    for place in application.frame.places:
        application.frame.go_to(Destination(place.id))
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
        check_page(application.window, application.frame.current_page, flashes)
    QApplication.instance().removeEventFilter(flashes)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_fits_the_small_screen_at_large_text(qtbot, window_of_district, language):
    application = window_of_district
    application.settings.text_percent, application.settings.language = 200, language
    application.view.apply()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    for place in application.frame.places:
        application.frame.go_to(Destination(place.id))
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
        page = application.frame.current_page
        qtbot.waitUntil(lambda page=page: faults(page) == [], timeout=LONG_MS)


def test_a_district_that_forecasts_nothing_shows_no_shapes_of_a_forecast(window_of_district):
    window_of_district.frame.go_to(Destination("start"))
    page = window_of_district.frame.current_page
    assert all(line.isHidden() for line in page.findChildren(PaceLine))
