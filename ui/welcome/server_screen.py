"""A server that has a new address or password: told once at each seat."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import ServerAddress
from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.office_jobs import OpenOffice, move
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.welcome.server_fields import ServerFields
from ui.widgets.parts import button, row
from ui.worker import Worker


class ServerScreen(Screen):
    """What this seat knows of its server; kept once it has opened the office.

    Signals:
        opened: an `OpenOffice`, by the new way.
        left: the person goes back; nothing was changed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "When the server has a new address or password, an administrator tells it to each "
            "seat. It is tried first; what this seat knew stays until the office was opened."
        )
        super().__init__(theme, _("Server of this office"), sentence, parent)
        self._worker = worker
        self._folder = folder
        self.fields = ServerFields(theme, secret_hint=_("Left empty, it stays as it was."))
        self.entry = PasswordEntry(theme, _("Your &own password"))
        self.password, self.field = self.entry.edit, self.entry.field
        self.back_button = button(_("&Back"), self.left)
        self.keep_button = button(_("&Keep and open"), self.entry.ask, "main")
        buttons = row(theme, self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.entry)
        self.body.addLayout(buttons)
        self.entry.wanted.connect(self.keep)
        self.entry.ready_changed.connect(self.keep_button.setEnabled)
        for line in self.fields.findChildren(QLineEdit):
            line.returnPressed.connect(self.entry.ask)
        self.setFocusProxy(self.fields.machine.field)
        worker.run(
            use_case("change_server", "kept_address"),
            folder,
            owner=self,
            on_done=self._see_address,
            on_failed=self.show_failure,
        )

    @Slot()
    def keep(self) -> None:
        """Try what was typed, then keep it."""
        if not self.fields.check():
            return
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            move,
            self._folder,
            self.password.text(),
            self.fields.server,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
        )

    @Slot(object)
    def _see_address(self, address: ServerAddress) -> None:
        self.fields.show_address(address)

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.entry.clear()
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        if not self.entry.take_failure(error):
            self.show_failure(error)
            self.verticalScrollBar().setValue(0)

    def _set_busy(self, is_busy: bool) -> None:
        self.keep_button.setEnabled(not is_busy)
        self.back_button.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)
