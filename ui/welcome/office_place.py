"""Where a new office's data are kept: a folder of this computer, or a server for several seats."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.welcome.empty_server import EmptyServer
from ui.welcome.office_folder import OfficeFolder, all_here, way_only
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column
from ui.worker import Worker


class OfficePlace(QWidget):
    """The folder; and the server, once one is wanted."""

    def __init__(
        self, theme: Theme, folder: Path, worker: Worker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = OfficeFolder(theme, folder, all_here())
        self.seats = Combo()
        self.seats.addItem(_("On this computer, encrypted"))
        self.seats.addItem(_("On a server (PostgreSQL), for several officers at once"))
        self.on_server = EmptyServer(theme, worker)
        lines = column(theme, self, gap=3)
        lines.addWidget(self.folder)
        lines.addWidget(FieldRow(theme, _("Where the data are &kept"), self.seats))
        lines.addWidget(self.on_server)
        self.seats.currentIndexChanged.connect(self._show_server)
        self._show_server()

    @property
    def server(self) -> Server | None:
        """The server of an office of several seats, once `check` has passed."""
        return self.on_server.fields.server if self.seats.currentIndex() else None

    def check(self) -> bool:
        """A folder that is free, and a server where one is wanted."""
        is_free = self.folder.check()
        return (not self.seats.currentIndex() or self.on_server.fields.check()) and is_free

    @Slot()
    def _show_server(self) -> None:
        is_wanted = bool(self.seats.currentIndex())
        self.on_server.setVisible(is_wanted)
        self.folder.row.set_hint(way_only() if is_wanted else all_here())
