"""Which server keeps the data of an office of several seats, and how one gets in there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import (
    DEFAULT_PORT,
    Server,
    ServerAddress,
    server_address,
)
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.welcome.line_guard import LineGuard
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column


class ServerFields(QWidget):
    """Machine, database, user, password and how the line is guarded.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        database_hint: str = "",
        secret_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = column(theme, self, gap=3)
        self.machine = self._add(
            _("Se&rver"), _("Name or number in the office's network, such as 192.168.1.10.")
        )
        self.database = self._add(_("&Database"), database_hint, "dsurvey")
        self.user = self._add(_("Server &user"), "", "dsurvey")
        self.secret = self._add(
            _("Server pass&word"),
            secret_hint or _("That of the server, not your own; it is kept sealed."),
        )
        _edit(self.secret).setEchoMode(QLineEdit.EchoMode.Password)
        self.line = LineGuard(theme)
        self.line.edited.connect(self.edited)
        self._lines.addWidget(self.line)

    @property
    def server(self) -> Server:
        """What was typed; AppError `server_address_wrong` where a part is missing."""
        host, number = _host_and_port(_edit(self.machine).text().strip())
        address = server_address(
            host,
            number,
            _edit(self.database).text(),
            _edit(self.user).text(),
            self.line.mode,
            self.line.file,
        )
        return Server(address, _edit(self.secret).text())

    def show_address(self, address: ServerAddress) -> None:
        """Fill in what a seat has; its password is never shown."""
        port = "" if address.port == DEFAULT_PORT else f":{address.port}"
        host = f"[{address.host}]" if ":" in address.host and port else address.host
        _edit(self.machine).setText(host + port)
        _edit(self.database).setText(address.database)
        _edit(self.user).setText(address.user)
        self.line.show_line(address.ssl_mode, address.root_certificate)

    def check(self) -> bool:
        """Say beside the server's name what is missing; True when all is there."""
        is_guarded = self.line.check()
        try:
            _typed = self.server
        except AppError:
            self.machine.set_error(
                _("Please type the server, its database and its user, such as 192.168.1.10:5432.")
            )
            return False
        self.machine.set_error("")
        return is_guarded

    def _add(self, words: str, hint: str, content: str = "") -> FieldRow:
        made = FieldRow(self._theme, words, QLineEdit(content), hint)
        _edit(made).textEdited.connect(self.edited)
        self._lines.addWidget(made)
        return made


def _host_and_port(words: str) -> tuple[str, int]:
    """`host`, `host:port`, `[::1]:port` or a bare IPv6 number; port 0 where it is none."""
    if words.startswith("["):
        host, _bracket, rest = words[1:].partition("]")
    elif words.count(":") > 1 or words.startswith("/"):
        host, rest = words, ""
    else:
        host, colon, rest = words.partition(":")
        rest = colon + rest
    if not rest:
        return host, DEFAULT_PORT
    number = rest.removeprefix(":")
    return host, int(number) if number.isascii() and number.isdigit() else 0


def _edit(field: FieldRow) -> QLineEdit:
    edit = field.field
    assert isinstance(edit, QLineEdit)
    return edit
