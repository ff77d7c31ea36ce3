"""What holds on each page: no window flashes up, no two deeds share a key, no two a letter."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from dsurvey_desktop.domain.word_lists import sentences
from ui.changes import Destination
from ui.page_registry import PAGES, PARTS
from ui.widgets.empty_state import EmptyState


class Flashes(QObject):
    """Notes what is shown as a window of its own, however briefly."""

    def __init__(self, own: QWidget) -> None:
        super().__init__(own)
        self.own = own
        self.seen: list[str] = []

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:  # noqa: N802 - the name in Qt
        is_window = isinstance(shown, QWidget) and shown.isWindow()
        if event.type() == QEvent.Type.Show and is_window and shown is not self.own:
            self.seen.append(type(shown).__name__)
        return False


@pytest.fixture
def flashes(application):
    watch = Flashes(application.window)
    QApplication.instance().installEventFilter(watch)
    yield watch
    QApplication.instance().removeEventFilter(watch)


def twice(found: list[str]) -> list[str]:
    return sorted(one for one, times in Counter(found).items() if times > 1)


def keys_in_reach(page: QWidget) -> list[str]:
    """The keys that work while `page` is in front."""
    return [
        keys.toString()
        for action in page.window().findChildren(QAction)
        if action.shortcutContext() != Qt.ShortcutContext.WidgetWithChildrenShortcut
        or any(one is page or page.isAncestorOf(one) for one in owners(action))
        for keys in action.shortcuts()
    ]


def owners(action: QAction) -> list[QWidget]:
    return [one for one in action.associatedObjects() if isinstance(one, QWidget)]


def letters(window: QWidget) -> list[str]:
    """The letters that work with Alt."""
    shown = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    named = [one for one in window.findChildren(QLabel) if one.isVisible() and one.buddy()]
    words = [one.text() for one in (*shown, *named, *window.menuBar().actions())]
    return [found[1].upper() for one in words if (found := re.search(r"&(\w)", one))]


def test_each_page_is_quiet_and_its_keys_are_its_own(application, settled, flashes):
    for place in (*PAGES, *PARTS):
        application.frame.go_to(Destination(place.id))
        settled()
        page = application.frame.current_page
        assert flashes.seen == [], place.id
        assert twice(keys_in_reach(page)) == [], place.id
        assert twice(letters(application.window)) == [], place.id


def test_the_keys_of_a_list_work_when_its_page_is_first_shown(application, settled):
    for page, table in (("returns", "queries"), ("confirm", "table")):
        application.frame.go_to(Destination("start"))
        application.frame.go_to(Destination(page))
        shown = application.frame.current_page
        assert QApplication.focusWidget() is getattr(shown, table)
        settled()


def test_the_advice_of_an_empty_list_is_shown_whole(qtbot, theme):
    empty = EmptyState(theme, "intake")
    qtbot.addWidget(empty)
    empty.say("还没有镇(街道)", "请先接受各镇(街道)的公钥卡，再打开它们的上报包。" * 3, "添加")
    empty.resize(1200, 500)
    empty.show()
    advice = empty._advice
    assert advice.height() >= advice.heightForWidth(advice.width())


def test_why_somebody_is_missing_is_asked_in_sight(application, settled):
    application.frame.go_to(Destination("roster", "missing"))
    settled()
    missing = application.frame.current_page.missing
    missing.table.selectRow(0)
    missing.absence.begin()
    seen = missing.absence.reason.visibleRegion().boundingRect()
    assert seen.height() == missing.absence.reason.height()


def test_reasons_in_one_line_have_one_full_stop():
    assert sentences(["有查询尚未办结。", "姓名不符。"]) == "有查询尚未办结；姓名不符。"
    assert sentences(["姓名不符"]) == "姓名不符"
    assert sentences([]) == ""
