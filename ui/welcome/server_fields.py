"""An office of several seats: its server, and what whoever runs that must care for."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import DEFAULT_PORT, Server, server_address
from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.worker import Worker


class ServerFields(QWidget):
    """Machine, database, user and password; a button tries them before anything is set up.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._worker = worker
        self._lines = column(theme, self, gap=3)
        self._lines.addWidget(label(_duties(), wraps=True))
        self.machine = self._add(
            _("&Server"), _("Name or number in the office's network, such as 192.168.1.10.")
        )
        self.database = self._add(_("&Database"), _("Empty, made for this office."), "dsurvey")
        self.user = self._add(_("Server &user"), "", "dsurvey")
        self.secret = self._add(
            _("Server pass&word"), _("That of the server, not your own; it is kept sealed.")
        )
        _edit(self.secret).setEchoMode(QLineEdit.EchoMode.Password)
        self.verdict = MessageBar(theme)
        self.try_button = button(_("Tr&y the connection"), self.try_it)
        tried = row(theme, self.try_button)
        tried.addStretch(1)
        self._lines.addWidget(self.verdict)  # where one looks: it takes the button's place
        self._lines.addLayout(tried)

    @property
    def server(self) -> Server:
        """What was typed; AppError `server_address_wrong` where a part is missing."""
        host, _colon, port = _edit(self.machine).text().strip().partition(":")
        number = int(port) if port.isascii() and port.isdigit() else 0
        address = server_address(
            host,
            number if port else DEFAULT_PORT,
            _edit(self.database).text(),
            _edit(self.user).text(),
        )
        return Server(address, _edit(self.secret).text())

    def check(self) -> bool:
        """Say beside the server's name what is missing; True when all is there."""
        try:
            _typed = self.server
        except AppError:
            self.machine.set_error(
                _("Please type the server, its database and its user, such as 192.168.1.10:5432.")
            )
            return False
        self.machine.set_error("")
        return True

    @Slot()
    def try_it(self) -> None:
        """Ask the server; nothing is written there."""
        if not self.check():
            _edit(self.machine).setFocus()
            return
        self.try_button.setEnabled(False)
        self._worker.run(
            use_case("try_server"),
            self.server,
            owner=self,
            on_done=self._see_ready,
            on_failed=self._see_failure,
        )

    @Slot(object)
    def _see_ready(self, _nothing: object) -> None:
        self.try_button.setEnabled(True)
        self.verdict.show_message("done", _("The server lets us in, and the database is empty."))

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self.try_button.setEnabled(True)
        self.verdict.show_error(error)

    def _add(self, words: str, hint: str, content: str = "") -> FieldRow:
        made = FieldRow(self._theme, words, QLineEdit(content), hint)
        _edit(made).textEdited.connect(self.edited)
        self._lines.addWidget(made)
        return made


def _duties() -> str:
    return _(
        "What a local file does by encryption, whoever runs the server must do: encrypt the line "
        "(TLS) and the server's disk, and make backups. They can read the data."
    )


def _edit(field: FieldRow) -> QLineEdit:
    edit = field.field
    assert isinstance(edit, QLineEdit)
    return edit
