"""Copies for other seats, as a job of the settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.join_office import copy_seat
from ui.page import Page
from ui.places import documents_folder
from ui.settings_page.server_part import ServerPart


class ServerDeeds(QObject):
    """Connects the server part; a seat's server is an administrator's to change."""

    def __init__(self, page: Page, part: ServerPart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        part.change_button.setVisible(Role.ADMINISTRATOR in desk.user.roles)
        part.change_wanted.connect(page.server_wanted)
        part.copy_wanted.connect(self.copy)

    @Slot()
    def copy(self) -> None:
        """Write the two files of a seat into a new folder, such as on a stick."""
        chosen = QFileDialog.getExistingDirectory(
            self._page, _("Where the copy goes"), str(documents_folder())
        )
        if chosen:
            target = Path(chosen) / _("Seat of the survey office")
            self._page.run(copy_seat, self._desk, target, on_done=self._see_copied)

    @Slot(object)
    def _see_copied(self, folder: Path) -> None:
        words = _("The copy is written: {folder}").format(folder=folder)
        advice = _("It holds no data. Whoever has it still needs a password of this office.")
        self._page.messages.show_message("done", words, advice)
