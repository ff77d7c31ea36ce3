"""After a restart the window stands as it was left: page, filters, order and place."""

from __future__ import annotations

import operator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from ui.changes import Destination
from ui.frame import frame_of
from ui.page_registry import PAGES
from ui.settings import settings_in

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NO_FLAG = QItemSelectionModel.SelectionFlag.NoUpdate
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


ORDERED = {
    "start": "table",
    "roster": "missing.table",
    "returns": "queries",
    "confirm": "table",
    "spot_check": "members.table",
    "last_year": "compared.item_table",
}
"""Page × a table that a person puts in order by a column."""


def shown_order(table):
    header = table.horizontalHeader()
    return header.isSortIndicatorShown(), header.sortIndicatorSection(), header.sortIndicatorOrder()


def click_title(table, section):
    """With the mouse, where there is something to sort."""
    header = table.horizontalHeader()
    if table.isVisible():
        spot = QPoint(header.sectionViewportPosition(section) + 5, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    else:
        header.sectionClicked.emit(section)


def words_of(table):
    model = table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_each_table_is_found_in_the_order_it_was_left(application, settled, restarted):
    for place, name in ORDERED.items():
        application.frame.go_to(Destination(place))
        settled()
        table = operator.attrgetter(name)(application.frame.pages[place])
        given = words_of(table)
        click_title(table, 1)
        click_title(table, 1)
        assert shown_order(table) == (True, 1, Qt.SortOrder.DescendingOrder), place
        if given:
            table.selectionModel().setCurrentIndex(table.model().index(0, 1), NO_FLAG)
            table.setFocus()
            QTest.keyClick(table, Qt.Key.Key_S, BOTH)
            assert not shown_order(table)[0], place
            assert words_of(table) == given
            QTest.keyClick(table, Qt.Key.Key_S, BOTH)
        assert table.accessibleDescription()
    again = restarted()
    again.show()
    for place, name in ORDERED.items():
        again.go_to(Destination(place))
        settled()
        table = operator.attrgetter(name)(again.pages[place])
        before = operator.attrgetter(name)(application.frame.pages[place])
        assert shown_order(table) == shown_order(before), place
        assert words_of(table) == words_of(before)


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
