"""The menu bar: every action of the window and of the page in front, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


class Menus(QObject):
    """Adds menus and actions to a menu bar and can list them all."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: list[QMenu] = []

    def add_menu(self, words: str) -> QMenu:
        """A menu at the end of the bar; `words` with its mnemonic."""
        menu = QMenu(words, self._bar)
        menu.setToolTipsVisible(True)
        self._bar.addMenu(menu)
        self._menus.append(menu)
        return menu

    def add_action(
        self, menu: QMenu, words: str, keys: tuple[str, ...], slot: Callable[..., object]
    ) -> QAction:
        """An action of the window; `slot` is a bound `@Slot`."""
        action = QAction(words, menu)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    def drop(self) -> None:
        """Take all menus from the bar and let go of them.

        Not by `clear()`, which in PySide6 takes actions of others from their owners too.
        """
        for menu in self._menus:
            self._bar.removeAction(menu.menuAction())
            menu.deleteLater()
        self._menus = []

    def all_actions(self) -> Iterator[tuple[str, QAction]]:
        """Every action with the name of its menu, separators left out."""
        for menu in self._menus:
            for action in menu.actions():
                if not action.isSeparator() and action.text():
                    yield plain(menu.title()), action


def plain(words: str) -> str:
    """Words of a menu without mnemonic: `打开(&O)` and `&Open` become `打开` and `Open`."""
    head, mark, tail = words.partition("(&")
    return head + tail[2:] if mark and tail[1:2] == ")" else words.replace("&", "")


def keys_of(action: QAction) -> str:
    """The action's keys as printed on the keyboard; all of them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(keys.toString(native) for keys in action.shortcuts())
