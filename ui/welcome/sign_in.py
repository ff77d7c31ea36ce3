"""Signing in to an office that exists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, _
from ui.office_jobs import enter, is_server_office
from ui.theme import Theme
from ui.welcome.opening_screen import OpeningScreen
from ui.widgets.parts import button
from ui.worker import Worker


class SignInScreen(OpeningScreen):
    """Asks for the password only; one can leave for another office while it is tried.

    Once an older office is brought up to date one stays, or stops it.

    Signals:
        restore_wanted: the person wants a backup put back.
        server_wanted: the office's server has a new address or password.
    """

    TITLE, SENTENCE, PASSWORD = N_("Sign in"), "{folder}", N_("&Password")
    OPEN, BACK = N_("Open the off&ice"), N_("O&ther office …")
    restore_wanted = Signal()
    server_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, worker, folder, parent)
        self.held = ()
        self.restore_button = button(_("Put a &backup back …"), self.restore_wanted, "link")
        self.server_button = button(_("Se&rver …"), self.server_wanted, "link")
        self.server_button.setVisible(is_server_office(folder))
        self.body.addWidget(self.entry)
        self.body.addWidget(self.strip)
        links = (self.restore_button, self.server_button)
        self.add_buttons(self.open_button, self.back_button, *links)
        self.held_long = (self.back_button, *links)
        self.setFocusProxy(self.password)

    @Slot()
    def open_office(self) -> None:
        """Try the password."""
        self._try(enter, self._folder, self.password.text(), is_long=True)

    @Slot(object)
    def show_failure(self, error: AppError) -> None:
        """Show it; the next thing to do is to type again."""
        super().show_failure(error)
        self.password.selectAll()
        self.password.setFocus()

    def _set_busy(self, is_busy: bool) -> None:
        super()._set_busy(is_busy)
        self.open_button.setText(_("Opening …") if is_busy else _(self.OPEN))
