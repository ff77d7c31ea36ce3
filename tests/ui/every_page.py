"""What holds on each page: no window flashes up, no two deeds share a key or a letter, and the
focus is seen."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.letters import shared_letters


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


def check_page(window: QWidget, page: QWidget, flashes: Flashes) -> None:
    """What holds on each page."""
    name = type(page).__name__
    for fault, found in (
        ("windows that flash up", flashes.seen),
        ("keys of two deeds", twice(keys_in_reach(page))),
        ("letters of two controls", shared_letters(window)),
        ("a focus that is not seen", focus_out_of_sight(page)),
    ):
        assert found == [], f"{name} has {fault}: {found}"


def focus_out_of_sight(page: QWidget) -> list[str]:
    """What has the focus where it is no control of the page: the bare ground shows none."""
    focus = QApplication.focusWidget()
    is_seen = focus is not None and page.isAncestorOf(focus) and focus.isVisible()
    return [] if is_seen else [type(focus).__name__]
