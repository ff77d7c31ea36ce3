"""Letters pressed with Alt, and in an open menu: none may mean two things."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMainWindow, QMenu, QWidget

_MARKED = re.compile(r"&([^\s&])")


def shared_letters(window: QWidget) -> list[str]:
    """What shares its letter with another control in sight, or with another line of its menu."""
    shared = _shared(_controls(window))
    if isinstance(window, QMainWindow):
        for menu in window.menuBar().findChildren(QMenu):  # action.menu() would destroy it
            shared += _shared([_line(one) for one in menu.actions() if one.isEnabled()])
    return shared


def _controls(window: QWidget) -> list[str]:
    shown = [
        one.text()
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled()
    ]
    named = [
        one.text()
        for one in window.findChildren(QLabel)
        if one.isVisible() and (buddy := one.buddy()) is not None and buddy.isEnabled()
    ]
    bar = window.menuBar().actions() if isinstance(window, QMainWindow) else []
    return [*shown, *named, *(one.text() for one in bar)]


def _line(action: QAction) -> str:
    return action.text() if action.isVisible() else ""


def _shared(words: list[str]) -> list[str]:
    marked = [(found[1].upper(), one) for one in words if (found := _MARKED.search(one))]
    times = Counter(letter for letter, _one in marked)
    return sorted(f"{letter}: {one}" for letter, one in marked if times[letter] > 1)
