"""Asks for what opens a bundle of last year: a key card, or the office that wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, label

SIGNER_CODES = ("signer_unknown", "key_expired", "key_not_yet_valid")
SEALED_CODES = ("sealed_for_others",)
ASKED = {
    **dict.fromkeys(
        SIGNER_CODES,
        N_("Who signed this bundle is not known here. Choose the key card of last year's office."),
    ),
    **dict.fromkeys(
        SEALED_CODES,
        N_("This bundle is sealed. Choose last year's office folder and give its password."),
    ),
}
"""Refusals after which a key card or last year's office helps."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the person gives: one of the two; the password goes with the folder."""

    card: Path | None = None
    office: Path | None = None
    password: str = field(default="", repr=False)


class KeyLine(QWidget):
    """Stands under the file at hand while something is missing.

    Signals:
        given: `Keys`.
    """

    given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", wraps=True)
        self.card_button = button(_("Choose the key card …"), self.choose_card)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password of last year's office"))
        self.password.setAccessibleName(_("Password of last year's office"))
        self.password.setMinimumWidth(theme.space(50))
        self.office_button = button(_("Choose last year's office …"), self.choose_office)
        self.password.returnPressed.connect(self.choose_office)
        line = FlowLayout(None, theme.space(2))
        for widget in (self.card_button, self.password, self.office_button):
            line.addWidget(widget)
        lines = column(theme, self, gap=1)
        lines.addWidget(self._words)
        lines.addLayout(line)

    def ask(self, code: str) -> None:
        """Say what is missing and go to it."""
        self._words.setText(_(ASKED[code]))
        self.card_button.setVisible(code in SIGNER_CODES)
        self.show()
        first = self.card_button if code in SIGNER_CODES else self.password
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def choose_card(self) -> None:
        """Ask for the file of the key card."""
        words = _("Key card of last year's office")
        file, _kind = QFileDialog.getOpenFileName(self, words, str(documents_folder()))
        if file:
            self.given.emit(Keys(card=Path(file)))

    @Slot()
    def choose_office(self) -> None:
        """Ask for the folder of last year's office."""
        words = _("Folder of last year's office")
        folder = QFileDialog.getExistingDirectory(self, words, str(documents_folder()))
        if folder:
            self.given.emit(Keys(office=Path(folder), password=self.password.text()))
            self.password.clear()
