"""An office of several seats: where its data are, and how another seat joins."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.parts import button, label, row


class ServerPart(Part):
    """Signals: `change_wanted`, a new address or password; `copy_wanted`, for another seat."""

    change_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Server of this office"), parent)
        self.where = label("", wraps=True)
        self.where.setAccessibleName(_("Where the data are kept"))
        more = _(
            'Another computer joins by "Join an office of several seats" on its first screen, with '
            "the server's address and password, or with a copy from here on a USB stick. Whoever "
            "works there is first added under Users."
        )
        self.change_button = button(_("Another address or password …"), self.change_wanted)
        self.copy_button = button(_("Copy for another seat …"), self.copy_wanted)
        buttons = row(theme, self.copy_button, self.change_button)
        buttons.addStretch(1)
        self.lines.addWidget(self.where)
        self.lines.addWidget(label(more, "muted", wraps=True))
        self.lines.addLayout(buttons)
        self.hide()

    def show_server(self, server: str) -> None:
        """Show where, for an office of several seats."""
        self.where.setText(_("The data are on a server: {server}").format(server=server))
        self.setVisible(bool(server))
