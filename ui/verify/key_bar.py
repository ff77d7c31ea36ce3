"""The line under the form: what can be done here, each with its key."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import action_button, key_hint, row


class KeyBar(QWidget):
    """Keys with their words; the words can be pressed too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = FlowLayout(self, theme.space(3))

    def show_actions(self, actions: tuple[QAction, ...]) -> None:
        """Add these at the end."""
        for action in actions:
            key = key_hint(action.shortcut().toString())
            pair = QWidget()
            pair.setLayout(row(self._theme, key, action_button(action, "link"), gap=0.5))
            self._line.addWidget(pair)
