"""A line of words that is cut in its middle where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme

NARROWEST, WIDEST = 30, 90
"""Least width, and how much is wanted at most, in steps of 4 px."""


class ElidedLabel(QLabel):
    """For names of files: they differ at their ends, and a long one widens no window."""

    def __init__(self, theme: Theme, look: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if look:
            self.setProperty("look", look)

    @property
    def whole(self) -> str:
        """All of the words."""
        return self._whole

    def say(self, words: str) -> None:
        """Show these words; what is cut of them stands in the tip, and is spoken."""
        self._whole = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        """Room for all of it, within reason."""
        words = self.fontMetrics().horizontalAdvance(self._whole) + self._theme.space(0.5)
        return QSize(min(words, self._theme.space(WIDEST)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """What tells one name from another, with dots between."""
        least = min(self.sizeHint().width(), self._theme.space(NARROWEST))
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
