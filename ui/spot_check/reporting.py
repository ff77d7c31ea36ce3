"""Writing the report of a spot check, as PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.page import Page
from ui.places import documents_folder

KINDS = (".pdf", ".xlsx")


class Reporting(QObject):
    """Gives the page its key, asks for the file and says how it went."""

    def __init__(self, page: Page, report: Callable[[Path], WrittenDocument]) -> None:
        super().__init__(page)
        self._page = page
        self._report = report
        words = _("Write the report …")
        self.write = page.add_page_action(words, "Ctrl+R", self.choose_file)
        self.set_ready(is_ready=False)

    def set_ready(self, *, is_ready: bool) -> None:
        """Whether there is something to report."""
        self.write.setEnabled(is_ready)

    @Slot()
    def choose_file(self) -> None:
        """Ask where to write; `.xlsx` makes it Excel."""
        name = _("Report of the spot check")
        start = str(documents_folder() / f"{name}.pdf")
        kinds = f"{_('PDF file')} (*.pdf);;{_('Excel workbook')} (*.xlsx)"
        file, kind = QFileDialog.getSaveFileName(self._page, name, start, kinds)
        if file:
            target = Path(file)
            if target.suffix.lower() not in KINDS:
                target = target.with_suffix(KINDS["xlsx" in kind])
            self._page.run(self._report, target, on_done=self._show_written)

    @Slot(object)
    def _show_written(self, document: WrittenDocument) -> None:
        words = _("Written: {files}").format(files=Path(document.path).name)
        self._page.messages.show_message("done", words, _("It holds personal data: keep it safe."))
