"""Asks in place before much is done: what would happen, one press to do it, Escape to leave it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme
from ui.widgets.parts import button, column, flow, heading, label


class QuestionPanel(QFrame):
    """A question, what would come of it, and two buttons; hidden until it is asked.

    Attributes:
        account: what would come of it.

    Signals:
        confirmed: do it.
        given_up: leave all as it is; by the button or Escape.
    """

    confirmed = Signal()
    given_up = Signal()

    def __init__(
        self, theme: Theme, confirm: str, leave: str, look: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self.account = label("", look, wraps=True)
        self.confirm_button = button(confirm, self.confirmed, "main")
        self.leave_button = button(leave, self.given_up)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._title)
        lines.addWidget(self.account)
        lines.addLayout(flow(theme, self.confirm_button, self.leave_button))
        self.given_up.connect(self.hide)
        self.hide()

    def show_question(self, title: str, account: str) -> None:
        """Ask; the keyboard is at the button that does it."""
        self._title.setText(title)
        self.account.setText(account)
        self.account.setVisible(bool(account))
        self.setAccessibleName(f"{title} {account}")
        for one in (self.confirm_button, self.leave_button):
            one.setAccessibleDescription(self.accessibleName())  # read where the focus goes
        self.show()
        self.confirm_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
