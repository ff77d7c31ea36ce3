"""This office's keys for the safe: a sealed copy is written, or keys are taken from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from ui.places import documents_folder
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.welcome.password_strength import SHORTEST, Strength, strength
from ui.welcome.user_step import WORDS
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, label, row

NARROWEST = 55


class SafePart(Part):
    """The passphrase is typed here, twice for a new copy; it is never kept.

    Signals:
        seal_wanted: folder and passphrase (tuple).
        restore_wanted: file and passphrase (tuple).
    """

    seal_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Keys for the safe"), parent)
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        for edit in (self.passphrase, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.first_row = FieldRow(theme, _("Passphrase of the copy"), self.passphrase)
        self.again_row = FieldRow(theme, _("Passphrase again, for a new copy"), self.again)
        self.seal_button = button(_("Write a sealed copy …"), self.seal)
        self.restore_button = button(_("Take the keys from a copy …"), self.restore)
        said = _(
            "If this office is lost for good, the copy brings back the keys its district trusts. "
            "Keep the file and the passphrase in the safe, apart from each other."
        )
        grid = ColumnGrid(theme, NARROWEST)
        grid.set_widgets([self.first_row, self.again_row])
        buttons = row(theme, self.seal_button, self.restore_button)
        buttons.addStretch(1)
        self.lines.addWidget(label(said, "muted", wraps=True))
        self.lines.addWidget(grid)
        self.lines.addLayout(buttons)

    def clear(self) -> None:
        """Forget what was typed."""
        for edit in (self.passphrase, self.again):
            edit.clear()

    @Slot()
    def seal(self) -> None:
        """Check what was typed, ask for the folder."""
        is_long = strength(self.passphrase.text()) is not Strength.TOO_SHORT
        is_same = self.passphrase.text() == self.again.text()
        too_short = _(WORDS[Strength.TOO_SHORT]).format(count=SHORTEST)
        self.first_row.set_error("" if is_long else too_short)
        self.again_row.set_error("" if is_same else _("The two are not the same."))
        if not (is_long and is_same):
            (self.again if is_long else self.passphrase).setFocus()
            return
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder for the sealed copy"), str(documents_folder())
        )
        if folder:
            self.seal_wanted.emit((Path(folder), self.passphrase.text()))

    @Slot()
    def restore(self) -> None:
        """Ask for the copy."""
        self.again_row.set_error("")
        self.first_row.set_error("" if self.passphrase.text() else _("Please type it."))
        if not self.passphrase.text():
            self.passphrase.setFocus()
            return
        kinds = _("Sealed keys (*.keys.age);;All files (*)")
        file, _kind = QFileDialog.getOpenFileName(
            self, _("Sealed copy of the keys"), str(documents_folder()), kinds
        )
        if file:
            self.restore_wanted.emit((Path(file), self.passphrase.text()))
