"""Putting a backup back: choose one, type a password of that day, and see what stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.backup_views import BackupView
from ui.backup_words import backup_line
from ui.lazy import use_case
from ui.office_jobs import put_back
from ui.places import documents_folder, free_folder
from ui.theme import Theme
from ui.welcome.opening_screen import OpeningScreen
from ui.widgets.parts import button, label
from ui.worker import Worker

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.find_backups import FoundBackups

MOST_LINES = 6
"""Of the list that are seen at once: the password stands below it, at large text too."""


class RestoreScreen(OpeningScreen):
    """The backups beside the office, or those on a stick, and where one is put."""

    TITLE = N_("Put a backup back")
    SENTENCE = N_(
        "The office becomes what it was when the backup was made. What stands there now is "
        "set aside first, so this can be undone the same way."
    )
    PASSWORD, OPEN = N_("&Password of that day"), N_("Put &it back")

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, worker, folder, parent)
        self.place = label("", "muted", wraps=True)
        self.place_button = button(_("Put it into another fo&lder …"), self.choose_place, "link")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.other_button = button(_("From another &folder …"), self.choose_folder)
        self.held = (self.other_button, self.back_button, self.place_button, self.list)
        self._choice = (self.list, self.place, self.place_button, self.entry, self.open_button)
        for widget in (*self._choice[:-1], self.strip):
            self.body.addWidget(widget)
        self.add_buttons(self.open_button, self.other_button, self.back_button)
        self.way_back = self.back_button
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
    def open_office(self) -> None:
        """Put the chosen one back."""
        if self.list.currentRow() < 0:
            self.messages.show_message("warning", _("Please choose a backup first."))
            return
        self.field.set_error("")
        backup = Path(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        self._try(put_back, self._folder, backup, self.password.text(), is_long=True)

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
        for widget in self._choice:
            widget.setVisible(bool(backups))
        if backups:
            lines = min(len(backups), MOST_LINES)
            frame = 2 * self.list.frameWidth()
            self.list.setFixedHeight(lines * self.list.sizeHintForRow(0) + frame)
            self.list.setCurrentRow(0)
            self.list.setFocus()
            self.messages.clear()
        else:
            self.other_button.setFocus()
            self.messages.show_message(
                "notice",
                _("There is no backup here."),
                _("Please choose the folder on the USB stick that holds them."),
            )

    def _read(self, folder: Path, on_done: Callable[[FoundBackups], None]) -> None:
        self._worker.run(
            use_case("find_backups"),
            folder,
            owner=self,
            on_done=on_done,
            on_failed=self.show_failure,
        )
