"""What the start page writes into files: progress notice and calendar of the deadlines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.page import Page
from ui.target_file import TargetKind, ask_target

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.sample_views import WrittenDocument
    from dsurvey_desktop.usecases.write_deadlines import WrittenCalendar


class Papers(QObject):
    """Attributes: `notice`, `calendar`, the page's actions."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.notice = page.add_page_action(
            _("Progress &notice …"),
            "Ctrl+P",
            self.write_notice,
            tip=_("Rates, ranking and deadlines for the communities, as PDF or Excel"),
        )
        self.calendar = page.add_page_action(
            _("Deadlines as calen&dar …"),
            "Ctrl+D",
            self.write_calendar,
            tip=_("A file that calendar programs and telephones open"),
        )

    @Slot()
    def write_notice(self) -> None:
        """Ask where to, and write the notice; where there is nobody to tell of, say so at once."""
        check = use_case("print_progress_notice", "progress_of_somebody")
        self._page.run(check, self._page.context.desk, on_done=self._choose_notice)

    @Slot(object)
    def _choose_notice(self, _nothing: object) -> None:
        kinds = (TargetKind.PDF, TargetKind.EXCEL)
        if target := ask_target(self._page, _("Progress notice"), *kinds):
            desk = self._page.context.desk
            write = use_case("print_progress_notice")
            self._page.run(write, desk, target, on_done=self._see_notice)

    @Slot()
    def write_calendar(self) -> None:
        """Ask where to, and write the calendar."""
        if target := ask_target(self._page, _("Deadlines"), TargetKind.CALENDAR):
            desk = self._page.context.desk
            self._page.run(use_case("write_deadlines"), desk, target, on_done=self._see_calendar)

    @Slot(object)
    def _see_notice(self, written: WrittenDocument) -> None:
        self._tell(written.path)

    @Slot(object)
    def _see_calendar(self, written: WrittenCalendar) -> None:
        self._tell(written.path)

    def _tell(self, path: str) -> None:
        words = _("Written: {files}").format(files=Path(path).name)
        self._page.messages.show_message("done", words, str(Path(path).parent))
