"""Parts of a page side by side, or one below the other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import Theme


class SideBySide(QWidget):
    """Each part takes its share of the width from `widest` steps of 4 px on."""

    def __init__(
        self,
        theme: Theme,
        parts: tuple[tuple[QWidget, int], ...],
        widest: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._enough_px = theme.space(widest)
        self._parts = tuple(widget for widget, _share in parts)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(3))
        for widget, share in parts:
            self._layout.addWidget(widget, share)

    def share_out(self, *shares: int) -> None:
        """Give the parts other shares of the width, in their order."""
        for part, share in zip(self._parts, shares, strict=True):
            self._layout.setStretchFactor(part, share)

    def minimumSizeHint(self) -> QSize:
        """What is needed one below the other, so that a small window can get there."""
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room is or isn't enough."""
        super().resizeEvent(event)
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(right if self.width() >= self._enough_px else down)
