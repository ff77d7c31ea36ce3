"""A field to search in, with a lens before it and a way to clear it, both as large as its text.

The icons that QLineEdit offers by itself stay at 16 pixels, whatever the text size.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from dsurvey_desktop.domain.texts import _
from ui.icons import icon, icon_pixmap
from ui.theme import Theme

ICON_STEPS, GAP_STEPS = 4.5, 1.5
"""Size of the icons and the room beside them, in steps of 4 px."""


class SearchField(QLineEdit):
    """Attributes: `lens` and `clear_button`, inside at its two ends."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap, size = theme.space(GAP_STEPS), theme.space(ICON_STEPS)
        muted = theme.colour("muted")
        self.lens = QLabel(self)
        self.lens.setPixmap(icon_pixmap("search", muted, size, self.devicePixelRatioF()))
        self.lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lens.setFixedSize(size, size)
        self.clear_button = QToolButton(self)
        self.clear_button.setIcon(icon("close", muted, size))
        self.clear_button.setIconSize(QSize(size, size))
        self.clear_button.setAccessibleName(_("Clear"))
        self.clear_button.setToolTip(_("Clear"))
        self.clear_button.setAutoRaise(True)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setFixedSize(size, size)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        self.setTextMargins(size, 0, size, 0)  # the style sheet adds the gap
        self.textChanged.connect(self._show_clear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep both in their places."""
        super().resizeEvent(event)
        top = (self.height() - self.lens.height()) // 2
        self.lens.move(self._gap, top)
        self.clear_button.move(self.width() - self.clear_button.width() - self._gap, top)

    @Slot(str)
    def _show_clear(self, words: str) -> None:
        self.clear_button.setVisible(bool(words))
