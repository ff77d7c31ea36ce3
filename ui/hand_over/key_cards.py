"""Key cards: this office's own to give away, the district's to compare and accept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.hand_over_views import KeyCardView
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row
from ui.widgets.scrolling import scroll_to


class KeyCards(QFrame):
    """A card is accepted only after a person says that the fingerprints were compared.

    Signals:
        card_chosen: the district's card file (`Path`), to be shown for comparing.
        card_compared: the same file, now to be accepted.
        own_card_wanted: the folder (`Path`) to write this office's card into.
    """

    card_chosen = Signal(object)
    card_compared = Signal(object)
    own_card_wanted = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, is_district: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._is_district = is_district
        self._file: Path | None = None
        self._own = label("", wraps=True)
        self.compared = QCheckBox(_("I compared the fingerprint by phone or on paper; it agrees"))
        self.compared.toggled.connect(self._allow)
        self.accept_button = button(_("Accept this card"), self._accept, "main")
        self.accept_button.setEnabled(False)
        self._whose = label("", wraps=True)
        self.fingerprint = heading(theme, "")
        self.fingerprint.setWordWrap(True)
        self._step = QWidget()
        self._lay_out(theme)
        self._step.hide()

    def show_own(self, card: KeyCardView) -> None:
        """Show this office's fingerprint."""
        own = _("This office's fingerprint: {fingerprint}").format(fingerprint=card.fingerprint)
        self._own.setText(own)

    def ask_to_compare(self, card: KeyCardView) -> None:
        """Show a card that was chosen, to be compared before it is accepted."""
        whose = _("Card of {name} ({code}). Call the office on a number you know and compare:")
        self._whose.setText(whose.format(name=card.office_name, code=card.office_code))
        self.fingerprint.setText(card.fingerprint)
        self.compared.setChecked(False)
        self._step.show()
        scroll_to(self)
        self.compared.setFocus()

    def close_step(self) -> None:
        """The card is accepted, or was not the right one."""
        self._file = None
        self._step.hide()

    @Slot()
    def choose_card(self) -> None:
        """Ask for the district's card."""
        file, _kind = QFileDialog.getOpenFileName(
            self,
            _("A town's key card") if self._is_district else _("The district's key card"),
            str(documents_folder()),
            _("Key cards (*.keycard.txt *.txt);;All files (*)"),
        )
        if file:
            self._file = Path(file)
            self.card_chosen.emit(self._file)

    @Slot()
    def choose_folder(self) -> None:
        """Ask where this office's card is written to."""
        start = str(documents_folder())
        folder = QFileDialog.getExistingDirectory(self, _("Write the key card to"), start)
        if folder:
            self.own_card_wanted.emit(Path(folder))

    @Slot(bool)
    def _allow(self, is_compared: bool) -> None:
        self.accept_button.setEnabled(is_compared)

    @Slot()
    def _accept(self) -> None:
        if self._file is not None and self.compared.isChecked():
            self.card_compared.emit(self._file)

    def _lay_out(self, theme: Theme) -> None:
        add = _("Add the district's key card …")
        buttons = row(
            theme,
            button(_("Add a town's key card …") if self._is_district else add, self.choose_card),
            button(_("Write this office's key card …"), self.choose_folder),
        )
        buttons.addStretch(1)
        step = column(theme, self._step, gap=2)
        foot = row(theme, self.accept_button, button(_("It does not agree"), self.close_step))
        foot.addStretch(1)
        for widget in (self._whose, self.fingerprint, self.compared):
            step.addWidget(widget)
        step.addLayout(foot)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Key cards")))
        lines.addWidget(self._own)
        lines.addLayout(buttons)
        lines.addWidget(self._step)
