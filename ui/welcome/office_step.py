"""Step 1: which office it is, and where its data are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.welcome.server_fields import ServerFields
from ui.welcome.step import Step, field_text, require
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, row
from ui.worker import Worker

DIGITS = (6, 9, 12)
DISTRICT_DIGITS = 6


class OfficeStep(Step):
    """Code, name and folder."""

    def __init__(
        self, theme: Theme, folder: Path, worker: Worker, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.words = _("The office")
        self.sentence = _("Its code and name stand on every sheet and bundle.")
        self.code = self.add_line(
            _("&Code"), _("9 or 12 digits, such as 330282105; a district office has 6.")
        )
        self.name = self.add_line(_("&Name"), _("As on the letterhead."))
        self.folder = self.add_line(
            _("&Folder"), _("Everything of this office is kept here, encrypted."), str(folder)
        )
        self.choose_button = button(_("Choos&e …"), self.choose_folder)
        self.folder.setMinimumWidth(theme.space(80))
        chosen = row(theme, self.choose_button)
        chosen.addStretch(1)
        self.lines.addLayout(chosen)
        self.seats = QComboBox()
        self.seats.addItem(_("On this computer, encrypted"))
        self.seats.addItem(_("On a server (PostgreSQL), for several officers at once"))
        self.lines.addWidget(FieldRow(theme, _("Where the dat&a are kept"), self.seats))
        self.server_fields = ServerFields(theme, worker)
        self.lines.addWidget(self.server_fields)
        self.seats.currentIndexChanged.connect(self._show_server)
        self._show_server()

    @property
    def server(self) -> Server | None:
        """The server of an office of several seats, once `check` has passed."""
        return self.server_fields.server if self.seats.currentIndex() else None

    @property
    def office(self) -> Office:
        """What was typed, once `check` has passed."""
        code = field_text(self.code)
        is_district = not code[DISTRICT_DIGITS:].strip("0")
        level = OfficeLevel.DISTRICT if is_district else OfficeLevel.TOWN
        return Office(code, field_text(self.name), level)

    @property
    def chosen_folder(self) -> Path:
        """Where the office will be."""
        return Path(field_text(self.folder)).expanduser()

    def check(self) -> bool:
        """Code, name, and a folder that is free."""
        code, name = field_text(self.code), field_text(self.name)
        is_code = code.isascii() and code.isdigit() and len(code) in DIGITS
        results = (
            require(self.code, is_code, _("The code has 9 or 12 digits, that of a district 6.")),
            require(self.name, bool(name), _("Please type the office's name.")),
            require(self.folder, is_free(self.chosen_folder), folder_in_use()),
            not self.seats.currentIndex() or self.server_fields.check(),
        )
        return all(results)

    @Slot()
    def _show_server(self) -> None:
        on_server = bool(self.seats.currentIndex())
        self.server_fields.setVisible(on_server)
        self.folder.set_hint(
            _("Holds the way to the server; other seats get a copy. No data are kept here.")
            if on_server
            else _("Everything of this office is kept here, encrypted.")
        )

    @Slot()
    def choose_folder(self) -> None:
        """Pick the folder with the system's dialog."""
        start = str(self.chosen_folder.parent)
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the office"), start)
        if folder and isinstance(self.folder.field, QLineEdit):
            self.folder.field.setText(folder)


def is_free(folder: Path) -> bool:
    """Nothing is there, or an empty folder."""
    return folder.is_absolute() and (
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    )


def folder_in_use() -> str:
    """What is said when something is there."""
    return _("This folder holds something already. Please choose an empty or a new one.")
