"""The screen most offices have, 1366 × 768, at every text size: nothing is cut, all is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.room import faults
from ui.changes import Destination
from ui.page_registry import PAGES, PARTS
from ui.widgets.parts import show_count
from ui.window import SMALLEST_SCREEN_PX

LAID_OUT_MS = 5_000
"""Layouts follow what was read a moment later."""


@pytest.mark.parametrize(
    ("percent", "language"), [(100, "zh_CN"), (150, "zh_CN"), (200, "zh_CN"), (200, "en")]
)
def test_every_page_fits_the_small_screen(qtbot, application, settled, percent, language):
    application.settings.text_percent = percent
    application.settings.language = language
    application.view.apply()
    settled()
    for place in (*PAGES, *PARTS):
        application.frame.go_to(Destination(place.id))
        settled()
        page = application.frame.current_page
        qtbot.waitUntil(lambda page=page: faults(page) == [], timeout=LAID_OUT_MS)
        size = application.window.size()
        assert (size.width(), size.height()) == SMALLEST_SCREEN_PX, place.id


def test_large_text_takes_the_words_from_the_navigation_but_not_the_names(application, settled):
    buttons = application.frame.navigation.buttons
    assert buttons["verify"].text() == "核对"
    application.settings.text_percent = 200
    application.view.apply()
    settled()
    buttons = application.frame.navigation.buttons
    assert {button.text() for button in buttons.values()} == {""}
    assert buttons["verify"].accessibleName().startswith("核对")
    assert buttons["roster"].toolTip() == "名册 (Ctrl+2)"


@pytest.mark.parametrize("count", [7, 4_321, 36_421, 120_000])
def test_a_count_of_many_digits_leaves_the_pictures_of_the_navigation_free(
    application, settled, count
):
    application.settings.text_percent = 200
    application.view.apply()
    settled()
    button = application.frame.navigation.buttons["verify"]
    badge = button.findChild(QLabel)
    show_count(badge, count)
    settled()
    theme = application.frame.navigation._theme
    picture_ends = 2 + theme.space(1) + button.iconSize().width()
    assert badge.geometry().left() > picture_ends
    assert badge.width() >= badge.sizeHint().width()
    assert badge.geometry().right() < button.width()


def test_the_verify_page_offers_its_filters_as_a_list_where_room_is_scarce(
    application, settled, qtbot
):
    application.settings.text_percent = 200
    application.view.apply()
    application.frame.go_to(Destination("verify"))
    settled()
    page = application.frame.current_page
    assert page.facets.quality.isVisible()
    assert not page.facets.chips["error"].isVisible()
    everything = len(page.feed.model.ids)
    page.facets.quality.setFocus()
    qtbot.keyClick(page.facets.quality, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.facets.filter.quality == "ready")
    settled()
    assert 0 < len(page.feed.model.ids) < everything


def test_panels_above_the_form_keep_their_height_at_large_text(application, settled, qtbot):
    application.settings.text_percent = 200
    application.view.apply()
    application.frame.go_to(Destination("verify"))
    settled()
    bench = application.frame.current_page.bench
    qtbot.keyClick(bench.queue.table, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    settled()
    confirm = bench.batch.confirm_button
    qtbot.waitUntil(lambda: confirm.visibleRegion().boundingRect() == confirm.rect())
    assert bench.batch.height() >= bench.batch.minimumSizeHint().height()
    qtbot.keyClick(confirm, Qt.Key.Key_Escape)
    assert application.frame.current_page.show_help()
    shown = bench.explanation
    qtbot.waitUntil(lambda: shown.visibleRegion().boundingRect().height() > shown.height() // 2)
