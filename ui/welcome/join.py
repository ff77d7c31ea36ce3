"""Another seat: this computer joins an office that is kept on a server."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.office_jobs import join, join_copy
from ui.theme import Theme
from ui.welcome.folder_field import FolderField
from ui.welcome.office_folder import OfficeFolder, way_only
from ui.welcome.opening_screen import OpeningScreen
from ui.welcome.server_fields import ServerFields
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.worker import Worker

BY_ADDRESS, BY_COPY = range(2)


class CopyField(FolderField):
    """The folder that another seat wrote, such as one on a stick."""

    WORDS, CHOOSE = N_("Folder of the &copy"), N_("Choose the copy …")
    ASKED = N_("Folder of the copy")

    def _fault(self) -> str:
        return "" if self.line.text().strip() else _("Please choose the folder of the copy.")


class JoinScreen(OpeningScreen):
    """By the server's address, or with a copy of another seat's folder."""

    TITLE = N_("Join an office of several seats")
    SENTENCE = N_(
        "For an office whose data are on a server and that is set up already. An "
        "administrator has let you sign in there with a password of your own."
    )
    PASSWORD, OPEN = N_("Your ow&n password"), N_("&Join and open")

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, worker, folder, parent)
        self.ways = Combo()
        self.ways.addItem(_("By the server's address and password"))
        self.ways.addItem(_("With a copy of another seat's folder"))
        self.fields = ServerFields(theme)
        self.copy = CopyField(
            theme, _('Written by another seat: Settings, "Copy for another seat …".')
        )
        self.place = OfficeFolder(theme, folder, way_only())
        self._add_parts(FieldRow(theme, _("How"), self.ways))
        self.ways.currentIndexChanged.connect(self._follow)
        self._follow()

    @Slot()
    def open_office(self) -> None:
        """Try it; the folder is written once the office was opened."""
        is_by_copy = self.ways.currentIndex() == BY_COPY
        is_whole = self.copy.check() if is_by_copy else self.fields.check()
        if not self.place.check() or not is_whole:
            return
        self._try(
            join_copy if is_by_copy else join,
            self.place.chosen,
            self.copy.chosen if is_by_copy else self.fields.server,
            self.password.text(),
        )

    @Slot()
    def _follow(self) -> None:
        is_by_copy = self.ways.currentIndex() == BY_COPY
        self.copy.setVisible(is_by_copy)
        self.fields.setVisible(not is_by_copy)

    def _add_parts(self, ways: FieldRow) -> None:
        for widget in (ways, self.fields, self.copy, self.place, self.entry):
            self.body.addWidget(widget)
        self.add_buttons(self.back_button, last=self.open_button)
        for line in (*self.fields.findChildren(QLineEdit), self.copy.line, self.place.line):
            line.returnPressed.connect(self.entry.ask)
        self.setFocusProxy(self.ways)
