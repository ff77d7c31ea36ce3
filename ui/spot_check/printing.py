"""Printing a sample's sheets from its page: the town's as the district's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.page import Page
from ui.spot_check.sheets_card import SheetsCard


class Printing(QObject):
    """Gives the page its key, writes what the card asks for and says how it went."""

    def __init__(
        self, page: Page, sheets: SheetsCard, print_sheets: Callable[..., WrittenDocument]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._sheets = sheets
        self._print_sheets = print_sheets
        sheets.print_wanted.connect(self.print_to)
        page.add_page_action(_("Print the sheets …"), "Ctrl+P", self.choose_file)

    @Slot()
    def choose_file(self) -> None:
        """Ask where to write, once there is a sample."""
        if self._sheets.print_button.isEnabled():
            self._sheets.choose_file()

    @Slot(object)
    def print_to(self, target: Path) -> None:
        """Write the sheets."""
        with_answers = self._sheets.with_answers.isChecked()
        job = partial(self._print_sheets, target, with_answers=with_answers)
        self._page.run(job, on_done=self._show_written, watched_as=_("Printing …"))

    @Slot(object)
    def _show_written(self, document: WrittenDocument) -> None:
        self._sheets.show_written(document)
        words = _("{pages} pages are written.").format(pages=document.pages)
        self._page.messages.show_message("done", words)
