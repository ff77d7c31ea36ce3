"""A place to drop a file on, or to choose one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.parts import button, label, row


def bundle_kinds() -> str:
    """The filter of a dialog that opens a bundle, or any of the parts it came in by email."""
    return _("Bundles (*.dsb *.dsb.zip *.zip *.part-*);;All files (*)")


class FileDrop(QFrame):
    """Takes one file, or many one after the other.

    Signals:
        chosen: a file (`Path`), dropped or chosen; told once for each.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: str,
        kinds: str,
        parent: QWidget | None = None,
        *,
        takes_many: bool = False,
    ) -> None:
        """Make one; `words` say what to drop, `kinds` is the file dialog's filter."""
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAcceptDrops(True)
        self._words = words
        self._kinds = kinds
        self._takes_many = takes_many
        self.choose_button = button(_("Choose a file …"), self.choose)
        self.choose_button.setAccessibleDescription(words)
        line = row(theme, self.choose_button)
        line.addWidget(label(words, "muted", wraps=True), 1)
        edge = theme.space(2)
        line.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(line)

    @Slot()
    def choose(self) -> None:
        """Ask for a file, or for files."""
        start = str(documents_folder())
        if self._takes_many:
            files, _kind = QFileDialog.getOpenFileNames(self, self._words, start, self._kinds)
            self._tell(files)
            return
        file, _kind = QFileDialog.getOpenFileName(self, self._words, start, self._kinds)
        if file:
            self.chosen.emit(Path(file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped, nothing else."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Where one file is taken, the first of what was dropped counts."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._tell(files if self._takes_many else files[:1])

    def _tell(self, files: list[str]) -> None:
        for file in files:
            self.chosen.emit(Path(file))
