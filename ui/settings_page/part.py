"""A part of the settings: a heading and what belongs under it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.parts import column, heading


class Part(QFrame):
    """A card with its heading; parts fill `lines`."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("look", "card")
        self.setAccessibleName(words)
        self.lines: QVBoxLayout = column(theme, self, gap=3, margin=4)
        self.lines.addWidget(heading(theme, words))
