"""Putting a backup back: choose one, type a password of that day, and see what stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.backup_views import BackupView
from ui.backup_words import backup_line
from ui.lazy import use_case
from ui.office_jobs import OpenOffice, put_back
from ui.places import documents_folder, free_folder
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.widgets.parts import button, label, row
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import Worker

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.find_backups import FoundBackups

LIST_STEPS = 36
"""Height of the list, in steps of 4 px."""


class RestoreScreen(Screen):
    """The backups beside the office, or those on a stick, and where one is put.

    Signals:
        opened: an `OpenOffice`, the office as it was.
        left: the person goes back; nothing was changed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "The office becomes what it was when the backup was made. What stands there now is "
            "set aside first, so this can be undone the same way."
        )
        super().__init__(theme, _("Put a backup back"), sentence, parent)
        self._worker = worker
        self._folder = folder
        self.place = label("", "muted", wraps=True)
        self.place_button = button(_("Put it into another fo&lder …"), self.choose_place, "link")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.list.setMinimumHeight(theme.space(LIST_STEPS))
        self.entry = PasswordEntry(theme, _("&Password of that day"))
        self.password, self.field = self.entry.edit, self.entry.field
        self.entry.wanted.connect(self.put_back)
        self.back_button = button(_("&Back"), self.left)
        self.put_button = button(_("Put &it back"), self.entry.ask, "main")
        self.entry.ready_changed.connect(self.put_button.setEnabled)
        self.other_button = button(_("From another &folder …"), self.choose_folder)
        self.body.addWidget(self.list)
        self.body.addWidget(self.place)
        self.body.addWidget(self.place_button)
        self.strip = ProgressStrip(theme)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.strip)
        buttons = row(theme, self.put_button, self.other_button, self.back_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.setFocusProxy(self.list)
        self._say_place(folder)
        self._read(folder, self._see_first)

    @Slot()
    def choose_folder(self) -> None:
        """Look for backups on a stick."""
        chosen = QFileDialog.getExistingDirectory(
            self, _("Folder with backups"), str(documents_folder())
        )
        if chosen:
            self._read(Path(chosen), self._see_found)

    @Slot()
    def choose_place(self) -> None:
        """Put it elsewhere than where it was, as on another computer."""
        chosen = QFileDialog.getExistingDirectory(
            self, _("Folder for the office"), str(documents_folder())
        )
        if chosen:
            self._say_place(Path(chosen))

    @Slot()
    def put_back(self) -> None:
        """Put the chosen one back."""
        if self.list.currentRow() < 0:
            self.messages.show_message("warning", _("Please choose a backup first."))
            return
        self.field.set_error("")
        self._set_busy(True)
        self._worker.run(
            put_back,
            self._folder,
            Path(self.list.currentItem().data(Qt.ItemDataRole.UserRole)),
            self.password.text(),
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            on_progress=self.strip.show_step,
            on_cancelled=self._see_cancelled,
            before_start=self.strip.watch_later,
        )

    @Slot(object)
    def _see_first(self, found: FoundBackups) -> None:
        """The backups' own office is where they are put, on another computer a new folder."""
        if found.office is not None:
            self._say_place(found.office)
        elif found.backups:
            self._say_place(free_folder(documents_folder() / _("Survey office")))
        self._see_found(found)

    def _say_place(self, folder: Path) -> None:
        self._folder = folder
        self.place.setText(_("It is put into the folder {folder}.").format(folder=folder))

    @Slot(object)
    def _see_found(self, found: FoundBackups) -> None:
        self._show_backups(found.backups)

    def _show_backups(self, backups: tuple[BackupView, ...]) -> None:
        self.list.clear()
        for backup in backups:
            item = QListWidgetItem(backup_line(backup))
            item.setData(Qt.ItemDataRole.UserRole, backup.path)
            self.list.addItem(item)
        if backups:
            self.list.setCurrentRow(0)
            self.messages.clear()
        else:
            self.messages.show_message(
                "notice",
                _("There is no backup here."),
                _("Please choose the folder on the USB stick that holds them."),
            )

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.entry.clear()
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        if not self.entry.take_failure(error):
            self.show_failure(error)

    @Slot()
    def _see_cancelled(self) -> None:
        """Bringing the backup up to date was stopped; the office is as before."""
        self._set_busy(False)

    def _read(self, folder: Path, on_done: Callable[[FoundBackups], None]) -> None:
        self._worker.run(
            use_case("find_backups"),
            folder,
            owner=self,
            on_done=on_done,
            on_failed=self.show_failure,
        )

    def _set_busy(self, is_busy: bool) -> None:
        waiting = (self.put_button, self.other_button, self.back_button, self.place_button)
        for widget in (*waiting, self.list):
            widget.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)
