"""A scroll area that shows the ground it stands on and scrolls up and down only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


def quiet_scroll(inside: QWidget) -> QScrollArea:
    """Put `inside` into an area as wide as itself; it is no stop for Tab."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    for widget in (inside, scroll.viewport()):
        widget.setAutoFillBackground(False)
    return scroll
