"""What a list says when there is nothing in it, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import icon_pixmap
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label

ADVICE_STEPS = 115
"""Width of the advice, in steps of 4 px."""


class EmptyState(QWidget):
    """A drawing, a sentence, an advice and at most one action.

    Signals:
        acted: the person pressed the action.
    """

    acted = Signal()

    def __init__(self, theme: Theme, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setPixmap(icon_pixmap(icon_name, theme.colour("muted"), theme.space(10), 2.0))
        self._words = heading(theme, "")
        self._advice = label("", "muted", wraps=True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._advice.setFixedWidth(theme.space(ADVICE_STEPS))
        self.action = button("", self.acted, "main")
        lines = column(theme, self, margin=2)
        lines.addStretch(1)
        for widget in (self._picture, self._words):
            lines.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addLayout(_centred(self._advice))
        lines.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words come first: where there is little height the drawing goes."""
        super().resizeEvent(event)
        needed = self.minimumSizeHint().height() + self._drawing_px()
        self._picture.setVisible(self.height() >= needed)

    def minimumSizeHint(self) -> QSize:
        """As if the drawing were not there."""
        hint = super().minimumSizeHint()
        drawn = 0 if self._picture.isHidden() else self._drawing_px()
        return QSize(hint.width(), hint.height() - drawn)

    def _drawing_px(self) -> int:
        layout = self.layout()
        return self._picture.sizeHint().height() + (layout.spacing() if layout else 0)

    def say(self, words: str, advice: str = "", action: str = "") -> None:
        """Set the sentence, the advice and the action's words (empty for none)."""
        self._words.setText(words)
        self._advice.setText(advice)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{words} {advice}".strip())


def _centred(words: QLabel) -> QHBoxLayout:
    """In the middle, as high as its lines need; an alignment would reckon with the full width."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(words)
    line.addStretch(1)
    return line
