"""Writing the report of a spot check, as PDF or Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.page import Page
from ui.target_file import TargetKind, ask_target


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
        if target := ask_target(self._page, name, TargetKind.PDF, TargetKind.EXCEL):
            self._page.run(self._report, target, on_done=self._show_written)

    @Slot(object)
    def _show_written(self, document: WrittenDocument) -> None:
        words = _("Written: {files}").format(files=Path(document.path).name)
        self._page.messages.show_message("done", words, _("It holds personal data: keep it safe."))
