"""What holds on each page: no window flashes up, no two deeds share a key, no two a letter."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


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


def check_page(window: QWidget, page: QWidget, flashes: Flashes) -> None:
    """What holds on each page."""
    name = type(page).__name__
    assert flashes.seen == [], name
    assert twice(keys_in_reach(page)) == [], name
    assert twice(letters(window)) == [], name
