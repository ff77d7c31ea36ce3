"""Printing the audit sheets of a sample to a file, and opening where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.target_file import TargetKind, ask_target
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label


class SheetsCard(QFrame):
    """Sheets with or without the entry's answers.

    Signals:
        print_wanted: the file to write (`Path`).
    """

    print_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._written: Path | None = None
        self.with_answers = QCheckBox(_("Print the entry's answers beside the boxes"))
        hint = _("Without them, whoever asks again does not see what was said before.")
        self.with_answers.setAccessibleDescription(hint)
        self.print_button = button(_("Print the sheets …"), self.choose_file, "main")
        self._result = label("", "", wraps=True)
        self.folder_button = button(_("Open the folder"), self.open_folder)
        self._none = label(_("Draw a sample first."), "muted", wraps=True)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Audit sheets")))
        lines.addWidget(label(_("A cover and one sheet for each person, as PDF."), wraps=True))
        lines.addWidget(self.with_answers)
        lines.addWidget(label(hint, "muted", wraps=True))
        for widget in (self._none, self.print_button, self._result, self.folder_button):
            lines.addWidget(widget)
        lines.addStretch(1)
        self.set_ready(is_ready=False)

    def set_ready(self, *, is_ready: bool) -> None:
        """Whether there is a sample to print; an older result is taken away."""
        self._none.setVisible(not is_ready)
        self.print_button.setEnabled(is_ready)
        self._result.hide()
        self.folder_button.hide()

    def show_written(self, document: WrittenDocument) -> None:
        """Say what was written and where."""
        self._written = Path(document.path)
        words = _("{pages} pages written to {file}")
        self._result.setText(words.format(pages=document.pages, file=self._written.name))
        self._result.show()
        self.folder_button.show()

    @property
    def result(self) -> str:
        """What the card says was written; empty before."""
        return "" if self._result.isHidden() else self._result.text()

    @Slot()
    def choose_file(self) -> None:
        """Ask where to write."""
        title = _("Print the sheets to")
        if target := ask_target(self, _("Audit sheets"), TargetKind.PDF, title=title):
            self.print_wanted.emit(target)

    @Slot()
    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
