"""A folder that is typed, or chosen with the system's dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, row


class FolderField(QWidget):
    """One line and a button that asks the system for it.

    Attributes:
        WORDS, CHOOSE, ASKED: the words of the line, the button and the dialog.
    """

    WORDS = CHOOSE = ASKED = ""

    def __init__(
        self, theme: Theme, hint: str, folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = QLineEdit(folder)
        self.row = FieldRow(theme, _(self.WORDS), self.line, hint)
        self.choose_button = button(_(self.CHOOSE), self.choose)
        chosen = row(theme, self.choose_button)
        chosen.addStretch(1)
        lines = column(theme, self, gap=3)
        lines.addWidget(self.row)
        lines.addLayout(chosen)

    @property
    def chosen(self) -> Path:
        """What was typed or chosen."""
        return Path(self.line.text().strip()).expanduser()

    def check(self) -> bool:
        """Say beside the field what is wrong with it; True where nothing is."""
        words = self._fault()
        self.row.set_error(words)
        return not words

    @Slot()
    def choose(self) -> None:
        """Pick it with the system's dialog."""
        start = str(self._start())
        folder = QFileDialog.getExistingDirectory(self, _(self.ASKED), start)
        if folder:
            self.line.setText(folder)

    def _fault(self) -> str:
        raise NotImplementedError

    def _start(self) -> Path:
        """Where the dialog begins."""
        return documents_folder()
