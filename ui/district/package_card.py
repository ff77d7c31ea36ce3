"""Task packages: what a town sets itself up with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row


class PackageCard(QFrame):
    """Code and name of a town, and where its package goes.

    Signals:
        wanted: town code, folder and name (tuple).
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.code = _line(_("Code of the town (9 digits)"))
        self.name = _line(_("Name of the town's office"))
        self.write_button = button(_("Write the tas&k package …"), self.choose_folder)
        self.write_button.setEnabled(False)
        self.code.textChanged.connect(self._allow)
        why = _(
            "Campaign, forms, the town's part of the roster and this office's key. Not encrypted, "
            "for the town has no key yet: give it from hand to hand."
        )
        fields = row(theme, self.code, self.name, self.write_button)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Task package for a town")))
        lines.addWidget(label(why, "muted", wraps=True))
        lines.addLayout(fields)

    @Slot()
    def choose_folder(self) -> None:
        """Ask where the package goes."""
        start = str(documents_folder())
        folder = QFileDialog.getExistingDirectory(self, _("Write the task package to"), start)
        if folder:
            self.wanted.emit((self.code.text().strip(), Path(folder), self.name.text().strip()))

    @Slot()
    def _allow(self) -> None:
        self.write_button.setEnabled(bool(self.code.text().strip()))


def _line(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made
