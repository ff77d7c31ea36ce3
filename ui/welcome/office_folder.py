"""The folder of an office or a seat that is to be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, row


class OfficeFolder(QWidget):
    """One line and a button that asks the system for it."""

    def __init__(
        self, theme: Theme, folder: Path, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = QLineEdit(str(folder))
        self.row = FieldRow(theme, _("&Folder"), self.line, hint)
        self.row.setMinimumWidth(theme.space(80))
        self.choose_button = button(_("Choos&e …"), self.choose)
        chosen = row(theme, self.choose_button)
        chosen.addStretch(1)
        lines = column(theme, self, gap=3)
        lines.addWidget(self.row)
        lines.addLayout(chosen)

    @property
    def chosen(self) -> Path:
        """Where it will be."""
        return Path(self.line.text().strip()).expanduser()

    def check(self) -> bool:
        """Say beside it that something is there already; True where it is free."""
        is_there = is_free(self.chosen)
        words = _("This folder holds something already. Please choose an empty or a new one.")
        self.row.set_error("" if is_there else words)
        return is_there

    @Slot()
    def choose(self) -> None:
        """Pick it with the system's dialog."""
        start = str(self.chosen.parent)
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the office"), start)
        if folder:
            self.line.setText(folder)


def is_free(folder: Path) -> bool:
    """Nothing is there, or an empty folder."""
    return folder.is_absolute() and (
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    )


def all_here() -> str:
    """What the folder of an office on this machine holds."""
    return _("Everything of this office is kept here, encrypted.")


def way_only() -> str:
    """What the folder of one of several seats holds."""
    return _("Holds the way to the server; no data are kept here.")
