"""Making an edition the campaign's: first what it means, in place, then one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import Adoption
from ui.form_page.compare_view import comparison_words
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row


class AdoptPanel(QFrame):
    """Stands above the differences until the person decides.

    Signals:
        confirmed: make it the campaign's.
        given_up: leave all as it is.
    """

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self._facts = label("", wraps=True)
        self.confirm_button = button(_("Make it the campaign's"), self.confirmed, "main")
        buttons = row(theme, self.confirm_button, button(_("Leave it (Esc)"), self.given_up))
        buttons.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        for widget in (self._title, self._facts):
            lines.addWidget(widget)
        lines.addLayout(buttons)
        self.given_up.connect(self.hide)
        self.hide()

    def ask(self, adoption: Adoption) -> None:
        """Say what would change."""
        new = adoption.comparison.new
        title = _("Make {title} {version} the campaign's edition?")
        self._title.setText(title.format(title=new.title, version=new.version))
        facts = [
            comparison_words(adoption.comparison),
            _("From now on files are read by it, and new entries stand on it."),
        ]
        if adoption.entries_elsewhere:
            stay = _("{count} entries stay on their edition until you move them.")
            facts.append(stay.format(count=f"{adoption.entries_elsewhere:,}"))
        self._facts.setText("\n".join(facts))
        self.setAccessibleName(f"{self._title.text()} {self._facts.text()}")
        self.show()
        self.confirm_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
