"""Backups of an office on a server: whose they are, and how one is put back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.server_address import ServerAddress
from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.theme import Theme
from ui.welcome.screen import Screen
from ui.widgets.parts import button, label
from ui.worker import Worker

_COMMANDS = (
    "pg_dump -Fc -h {host} -p {port} -U {user} -f {database}.dump {database}",
    "createdb -U postgres -h {host} -p {port} -T template0 -E UTF8 -O {user} {database}_2",
    "pg_restore -h {host} -p {port} -U {user} --no-owner -d {database}_2 {database}.dump",
)


class ServerBackupsScreen(Screen):
    """Says what applies instead of letting one try.

    Signals:
        left: back to the password.
        server_wanted: the office stands in another database now.
    """

    left = Signal()
    server_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "The data of this office are on a server. Whoever runs it makes the backups and puts "
            "them back; this program can do neither."
        )
        super().__init__(theme, _("Put a backup back"), sentence, parent)
        steps = _(
            "Give them these three lines: the first makes a backup each night, the other two put "
            "it into a new database, so that nothing is lost of what stands there now. Then choose "
            '"Server of this office" here and type the new database.'
        )
        self.commands = label("", wraps=True)
        self.commands.setFont(_fixed_font(self.font()))
        self.commands.setAccessibleName(_("For whoever runs the server"))
        self.commands.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.back_button = button(_("&Back"), self.left)
        self.server_button = button(_("Se&rver of this office …"), self.server_wanted)
        self.body.addWidget(label(steps, wraps=True))
        self.body.addWidget(self.commands)
        self.add_buttons(self.back_button, self.server_button)
        self.way_back = self.back_button
        self.setFocusProxy(self.back_button)
        worker.run(
            use_case("change_server", "kept_address"),
            folder,
            owner=self,
            on_done=self._see_address,
            on_failed=self.show_failure,
        )

    @Slot(object)
    def _see_address(self, address: ServerAddress) -> None:
        lines = [
            line.format(
                host=address.host,
                port=address.port,
                user=address.user,
                database=address.database,
            )
            for line in _COMMANDS
        ]
        self.commands.setText("\n".join(lines))


def _fixed_font(beside: QFont) -> QFont:
    """Every sign as wide as the next, in the size of the text around."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(beside.pointSizeF())
    return font
