"""Where the focus goes on a page that has no list of its own to go to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TAKING_LETTERS = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def first_stop(page: QWidget) -> QWidget | None:
    """The first control one comes to by Tab that leaves the page its letters; None without any."""
    return next((one for one in _stops(page) if not isinstance(one, _TAKING_LETTERS)), None)


def _stops(page: QWidget) -> list[QWidget]:
    """Those in sight that Tab stops at, from top to bottom; what stands in the header comes last.

    By their places, since walking Qt's own chain by `nextInFocusChain()` ends in a crash later.
    """
    header = getattr(page, "header", None)
    found = [one for one in page.findChildren(QWidget) if _is_stop(one)]

    def place(one: QWidget) -> tuple[bool, int, int]:
        corner = one.mapTo(page, QPoint(0, 0))
        return header is not None and header.isAncestorOf(one), corner.y(), corner.x()

    return sorted(found, key=place)


def _is_stop(one: QWidget) -> bool:
    is_in_sight = one.isVisible() and one.isEnabled()
    return is_in_sight and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
