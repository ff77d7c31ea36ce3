"""Asks in place whether an entry goes to the campaign's edition, and says what that changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import EditionMove
from ui.move_words import line_parts
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row


class MovePanel(QFrame):
    """One entry, what happens to it, and one press.

    Signals:
        confirmed: it goes.
        given_up: it stays.
    """

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self.account = label("", wraps=True)
        self.confirm_button = button(_("Move it"), self.confirmed, "main")
        self.stay_button = button(_("Leave it where it is (Esc)"), self.given_up)
        buttons = row(theme, self.confirm_button, self.stay_button)
        buttons.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._title)
        lines.addWidget(self.account)
        lines.addLayout(buttons)
        self.hide()

    def ask(self, name: str, move: EditionMove) -> None:
        """Say what would happen to the entry of this person."""
        title = _("Move the entry of {name} to the form edition {edition}?")
        edition = f"{move.to.title} {move.to.version}".strip()
        self._title.setText(title.format(name=name, edition=edition))
        parts = [part for line in move.lines for part in line_parts(line)]
        nothing = _("Its answers, findings and state stay as they are.")
        self.account.setText("\n".join(parts) or nothing)
        self.setAccessibleName(f"{self._title.text()} {self.account.text()}")
        self.show()
        self.confirm_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it where it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
