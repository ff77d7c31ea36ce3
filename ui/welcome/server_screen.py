"""A server that has a new address or password: told once at each seat."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.server_address import ServerAddress
from dsurvey_desktop.domain.texts import N_, _
from ui.lazy import use_case
from ui.office_jobs import move
from ui.theme import Theme
from ui.welcome.opening_screen import OpeningScreen
from ui.welcome.server_fields import ServerFields
from ui.worker import Worker


class ServerScreen(OpeningScreen):
    """What this seat knows of its server; kept once it has opened the office."""

    TITLE = N_("Server of this office")
    SENTENCE = N_(
        "When the server has a new address or password, an administrator tells it to each "
        "seat. It is tried first; what this seat knew stays until the office was opened."
    )
    PASSWORD, OPEN = N_("Your ow&n password"), N_("&Keep and open")

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, worker, folder, parent)
        self.fields = ServerFields(theme, secret_hint=_("Left empty, it stays as it was."))
        self.body.addWidget(self.fields)
        self.body.addWidget(self.entry)
        self.add_buttons(self.back_button, last=self.open_button)
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
    def open_office(self) -> None:
        """Try what was typed, then keep it."""
        if self.fields.check():
            self._try(move, self._folder, self.password.text(), self.fields.server)

    @Slot(object)
    def _see_address(self, address: ServerAddress) -> None:
        self.fields.show_address(address)
