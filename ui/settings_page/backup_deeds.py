"""Backups made and kept, as jobs of the settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.back_up import back_up, list_backups
from dsurvey_desktop.usecases.backup_views import BackupView
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_backups import keep_daily, kept_daily
from ui.page import Page
from ui.places import documents_folder
from ui.settings_page.backup_part import BackupPart


class BackupDeeds(QObject):
    """Connects the backup part; how many stay is an administrator's to choose."""

    def __init__(self, page: Page, part: BackupPart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._part, self._desk = page, part, desk
        part.kept.setEnabled(Role.ADMINISTRATOR in desk.user.roles)
        part.wanted.connect(self.back_up)
        part.copy_wanted.connect(self.back_up_elsewhere)
        part.kept_chosen.connect(self.keep)

    def read(self) -> None:
        """Read what there is and how many stay."""
        self._page.run(list_backups, self._desk.folder, on_done=self._part.show_backups)
        self._page.run(kept_daily, self._desk, on_done=self._part.show_kept)

    @Slot()
    def back_up(self) -> None:
        """Make a backup beside the office."""
        self._make(None)

    @Slot()
    def back_up_elsewhere(self) -> None:
        """Make a backup on a stick."""
        folder = QFileDialog.getExistingDirectory(
            self._page, _("Folder for the backup"), str(documents_folder())
        )
        if folder:
            self._make(Path(folder))

    def _make(self, folder: Path | None) -> None:
        words = _("Backing up …")
        done = self._see_backup
        self._page.run(back_up, self._desk, folder, on_done=done, watched_as=words)

    @Slot(object)
    def keep(self, count: int) -> None:
        """Choose how many daily ones stay."""
        done, refused = self._see_kept, self._see_refused
        self._page.run(keep_daily, self._desk, count, on_done=done, on_failed=refused)

    @Slot(object)
    def _see_refused(self, error: AppError) -> None:
        self._page.show_failure(error)
        self._page.run(kept_daily, self._desk, on_done=self._part.show_kept)

    @Slot(object)
    def _see_kept(self, count: int) -> None:
        self._part.show_kept(count)
        words = _("From now on {count} daily backups are kept.").format(count=count)
        self._page.messages.show_message("done", words)

    @Slot(object)
    def _see_backup(self, backup: BackupView) -> None:
        words = _("The backup is made and was read back: {name}").format(name=backup.name)
        self._page.messages.show_message("done", words)
        self._page.run(list_backups, self._desk.folder, on_done=self._part.show_backups)
