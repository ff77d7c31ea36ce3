"""Signing in to an office that exists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.office_jobs import OpenOffice, enter, is_server_office
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.widgets.parts import button, row
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import Worker


class SignInScreen(Screen):
    """Asks for the password; a wrong one is said below the field.

    Signals:
        opened: an `OpenOffice`.
        other_wanted: the person wants another office.
        restore_wanted: the person wants a backup put back.
        server_wanted: the office's server has a new address or password.
    """

    opened = Signal(object)
    other_wanted = Signal()
    restore_wanted = Signal()
    server_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Sign in"), str(folder), parent)
        self._worker = worker
        self._folder = folder
        self.entry = PasswordEntry(theme, _("&Password"))
        self.password, self.field = self.entry.edit, self.entry.field
        self.enter_button = button(_("Open the off&ice"), self.entry.ask, "main")
        self.other_button = button(_("O&ther office …"), self.other_wanted)
        self.entry.wanted.connect(self.enter)
        self.entry.ready_changed.connect(self.enter_button.setEnabled)
        self.strip = ProgressStrip(theme)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.strip)
        self.restore_button = button(_("Put a &backup back …"), self.restore_wanted, "link")
        self.server_button = button(_("Ser&ver …"), self.server_wanted, "link")
        self.server_button.setVisible(is_server_office(folder))
        links = (self.restore_button, self.server_button)
        buttons = row(theme, self.enter_button, self.other_button, *links)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.setFocusProxy(self.password)

    @Slot()
    def enter(self) -> None:
        """Try the password."""
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            enter,
            self._folder,
            self.password.text(),
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            on_progress=self.strip.show_step,
            on_cancelled=self._see_cancelled,
            before_start=self.strip.watch_later,
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
            self.password.selectAll()
            self.password.setFocus()

    @Slot()
    def _see_cancelled(self) -> None:
        """Bringing the data up to date was stopped; they are as before."""
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        self.enter_button.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)
        self.enter_button.setText(_("Opening …") if is_busy else _("Open the off&ice"))
