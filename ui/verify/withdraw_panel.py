"""Asks in place why an approval is taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.verify.reason_line import ReasonLine
from ui.widgets.parts import column, heading


class WithdrawPanel(QFrame):
    """A reason and nothing else.

    Signals:
        given: the reason (str).
    """

    given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.reason = ReasonLine(theme, _("Reason for withdrawing the approval"))
        self.reason.given.connect(self._give)
        self.reason.given_up.connect(self.hide)
        lines = column(theme, self, gap=1, margin=3)
        lines.addWidget(heading(theme, _("Why is the approval withdrawn?")))
        lines.addWidget(self.reason)
        self.hide()

    def ask(self) -> None:
        """Open with no reason chosen."""
        self.reason.prefer("")
        self.show()
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _give(self, reason: str) -> None:
        self.hide()
        self.given.emit(reason)
