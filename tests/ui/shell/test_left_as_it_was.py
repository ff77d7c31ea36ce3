"""After a restart the window stands as it was left: page, filters, order and place."""

from __future__ import annotations

import operator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from ui.changes import Destination
from ui.frame import frame_of
from ui.page_registry import PAGES
from ui.settings import settings_in

KEPT = {
    "start": ("blocks.community",),
    "intake": (),
    "roster": ("missing.community",),
    "verify": ("facets.community", "facets.state"),
    "returns": ("view",),
    "confirm": ("community",),
    "spot_check": (),
    "second_entry": (),
    "hand_over": (),
    "forms": (),
    "settings": (),
    "last_year": ("compared.community",),
}
"""Page × the lists it keeps; a page without any has none that narrows it down."""


@pytest.fixture
def restarted(qtbot, application, settled, tmp_path):
    """Another window on the same office, with what was written into the settings."""

    def restart():
        application.settings._store.sync()
        settings = settings_in(tmp_path / "settings.ini")
        frame = frame_of(application.opened, application.worker, application.theme, settings)
        qtbot.addWidget(frame)
        frame.resize(application.window.size())
        frame.show_last_page()
        settled()
        return frame

    return restart


def test_every_page_is_in_the_table():
    assert {place.id for place in PAGES} <= set(KEPT)


def choose(frame, place, name):
    """The second of what a list offers, by key."""
    chosen = operator.attrgetter(name)(frame.pages[place])
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Down)
    QTest.keyClick(chosen, Qt.Key.Key_Down)
    assert chosen.currentIndex() == 2
    return chosen.currentData()


def test_each_page_is_found_as_it_was_left(qtbot, application, settled, restarted):
    left = {}
    for place, names in KEPT.items():
        application.frame.go_to(Destination(place))
        settled()
        left[place] = [choose(application.frame, place, name) for name in names]
        assert application.settings.page == place
    application.frame.go_to(Destination("settings"))
    settled()
    scrolled = application.frame.current_page.findChild(QScrollArea).verticalScrollBar()
    scrolled.setValue(scrolled.maximum() // 2)
    far, place = scrolled.value(), "settings"
    again = restarted()
    assert again.current_place == place
    again.show()
    settled()
    bar = again.current_page.findChild(QScrollArea).verticalScrollBar()
    assert far > 0
    qtbot.waitUntil(lambda: bar.value() == far)
    for place, names in KEPT.items():
        again.go_to(Destination(place))
        settled()
        shown = again.pages[place]
        assert [operator.attrgetter(name)(shown).currentData() for name in names] == left[place]
