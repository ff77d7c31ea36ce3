"""Checking, exporting and comparing the log, as jobs of the settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_log import CheckedLog, ExportedLog, export_log, verify_log
from dsurvey_desktop.usecases.list_log import NEWEST, LogLineView, list_log
from ui.page import Page
from ui.places import documents_folder
from ui.settings_page.office_part import OfficePart
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scroll_to


class LogDeeds(QObject):
    """Connects the office part's log buttons with their use cases."""

    def __init__(self, page: Page, part: OfficePart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        part.export_button.setVisible(Role.ADMINISTRATOR in desk.user.roles)
        self._log = part.log
        part.log_list_wanted.connect(self.list)
        part.log.older_wanted.connect(self.list_older)
        part.log_wanted.connect(self.check)
        part.log_export_wanted.connect(self.export)
        part.log_compare_wanted.connect(self.compare)

    @Slot()
    def list(self) -> None:
        """Show the newest lines."""
        self._page.run(list_log, self._desk, on_done=self._see_lines)

    @Slot()
    def list_older(self) -> None:
        """Show more below."""
        self._page.run(
            list_log, self._desk, NEWEST, self._log.oldest, on_done=self._see_older_lines
        )

    @Slot(object)
    def _see_lines(self, lines: tuple[LogLineView, ...]) -> None:
        self._log.show_lines(lines)
        scroll_to(self._log)

    @Slot(object)
    def _see_older_lines(self, lines: tuple[LogLineView, ...]) -> None:
        self._log.add_lines(lines)

    @Slot()
    def check(self) -> None:
        """Check the whole chain."""
        words = _("Checking the log …")
        self._page.run(check_log, self._desk, on_done=self._see_checked, watched_as=words)

    @Slot()
    def export(self) -> None:
        """Write the log and its signature where the person wants them."""
        title = _("Export the log")
        if target := ask_target(self._page, _("Action log"), TargetKind.LOG, title=title):
            self._page.run(
                export_log,
                self._desk,
                target,
                on_done=self._see_exported,
                watched_as=_("Writing the log …"),
            )

    @Slot()
    def compare(self) -> None:
        """Check a log that was exported, against its signature and against the one here."""
        file, _kind = QFileDialog.getOpenFileName(
            self._page, _("Exported log"), str(documents_folder()), TargetKind.LOG.words
        )
        if file:
            self._page.run(verify_log, Path(file), None, self._desk, on_done=self._see_compared)

    @Slot(object)
    def _see_checked(self, lines: int) -> None:
        words = _("The log is whole: {count} lines, none changed, none missing.")
        self._page.messages.show_message("done", words.format(count=f"{lines:,}"))

    @Slot(object)
    def _see_exported(self, exported: ExportedLog) -> None:
        words = _("The log is written, {count} lines, signed in {signature} beside it.")
        self._page.messages.show_message(
            "done",
            words.format(count=f"{exported.lines:,}", signature=Path(exported.signature).name),
        )

    @Slot(object)
    def _see_compared(self, found: CheckedLog) -> None:
        words = _("Signed by office {office}, {count} lines, none changed.")
        more = _("They agree with the log here.") if found.is_compared else ""
        self._page.messages.show_message(
            "done", words.format(office=found.office_code, count=f"{found.lines:,}"), more
        )
