"""Signing in to an office that exists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.office_jobs import OpenOffice, enter
from ui.theme import Theme
from ui.welcome.screen import Screen
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, row
from ui.worker import Worker


class SignInScreen(Screen):
    """Asks for the password; a wrong one is said beside the field.

    Signals:
        opened: an `OpenOffice`.
        other_wanted: the person wants another office.
        restore_wanted: the person wants a backup put back.
    """

    opened = Signal(object)
    other_wanted = Signal()
    restore_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Sign in"), str(folder), parent)
        self._worker = worker
        self._folder = folder
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = FieldRow(theme, _("&Password"), self.password)
        self.enter_button = button(_("Open the off&ice"), self.enter, "main")
        self.other_button = button(_("O&ther office …"), self.other_wanted)
        self.password.returnPressed.connect(self.enter)
        self.password.textEdited.connect(self._calm)
        self.body.addWidget(self.field)
        self.restore_button = button(_("Put a &backup back …"), self.restore_wanted, "link")
        buttons = row(theme, self.enter_button, self.other_button, self.restore_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.setFocusProxy(self.password)

    @Slot()
    def enter(self) -> None:
        """Try the password."""
        if not self.password.text():
            self.field.set_error(_("Please type your password."))
            return
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            enter,
            self._folder,
            self.password.text(),
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
        )

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.password.clear()
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        if error.code == "wrong_password":
            self.field.set_error(str(error))
        else:
            self.show_failure(error)
        self.password.selectAll()
        self.password.setFocus()

    @Slot()
    def _calm(self) -> None:
        if self.field.error:
            self.field.set_error("")

    def _set_busy(self, is_busy: bool) -> None:
        self.enter_button.setEnabled(not is_busy)
        self.password.setReadOnly(is_busy)
        self.enter_button.setText(_("Opening …") if is_busy else _("Open the off&ice"))
