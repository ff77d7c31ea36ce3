"""Another seat: this computer joins an office that is kept on a server."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.office_jobs import OpenOffice, join, join_copy
from ui.places import documents_folder
from ui.theme import Theme
from ui.welcome.office_folder import OfficeFolder, way_only
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.welcome.server_fields import ServerFields
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, row
from ui.worker import Worker

BY_ADDRESS, BY_COPY = range(2)


class CopyField(QWidget):
    """The folder that another seat wrote, such as one on a stick."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        hint = _('Written by another seat: Settings, "Copy for another seat …".')
        self.row = FieldRow(theme, _("Folder of the &copy"), self.line, hint)
        self.choose_button = button(_("Choose the copy …"), self.choose)
        chosen = row(theme, self.choose_button)
        chosen.addStretch(1)
        lines = column(theme, self, gap=3)
        lines.addWidget(self.row)
        lines.addLayout(chosen)

    @property
    def folder(self) -> Path:
        """What was typed or chosen."""
        return Path(self.line.text().strip()).expanduser()

    def check(self) -> bool:
        """Say beside the field that nothing was chosen."""
        is_there = bool(self.line.text().strip())
        self.row.set_error("" if is_there else _("Please choose the folder of the copy."))
        return is_there

    @Slot()
    def choose(self) -> None:
        """Pick it with the system's dialog."""
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder of the copy"), str(documents_folder())
        )
        if folder:
            self.line.setText(folder)


class JoinScreen(Screen):
    """By the server's address, or with a copy of another seat's folder.

    Signals:
        opened: an `OpenOffice` at this seat.
        left: the person goes back; nothing was written.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _(
            "For an office whose data are on a server and that is set up already. An "
            "administrator has let you sign in there with a password of your own."
        )
        super().__init__(theme, _("Join an office of several seats"), sentence, parent)
        self._worker = worker
        self.ways = Combo()
        self.ways.addItem(_("By the server's address and password"))
        self.ways.addItem(_("With a copy of another seat's folder"))
        self.fields = ServerFields(theme)
        self.copy = CopyField(theme)
        self.place = OfficeFolder(theme, folder, way_only())
        self.entry = PasswordEntry(theme, _("Your &own password"))
        self.password, self.field = self.entry.edit, self.entry.field
        self.back_button = button(_("&Back"), self.left)
        self.join_button = button(_("&Join and open"), self.entry.ask, "main")
        self._add_parts(FieldRow(theme, _("&How"), self.ways))
        self.entry.wanted.connect(self.join)
        self.ways.currentIndexChanged.connect(self._follow)
        self._follow()

    @Slot()
    def join(self) -> None:
        """Try it; the folder is written once the office was opened."""
        is_by_copy = self.ways.currentIndex() == BY_COPY
        is_whole = self.copy.check() if is_by_copy else self.fields.check()
        if not self.place.check() or not is_whole:
            return
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            join_copy if is_by_copy else join,
            self.place.chosen,
            self.copy.folder if is_by_copy else self.fields.server,
            self.password.text(),
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
        )

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

    @Slot()
    def _follow(self) -> None:
        is_by_copy = self.ways.currentIndex() == BY_COPY
        self.copy.setVisible(is_by_copy)
        self.fields.setVisible(not is_by_copy)

    def _set_busy(self, is_busy: bool) -> None:
        self.join_button.setEnabled(not is_busy)
        self.back_button.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)

    def _add_parts(self, ways: FieldRow) -> None:
        buttons = row(self.theme, self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.join_button)
        for widget in (ways, self.fields, self.copy, self.place, self.entry):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        for line in (*self.fields.findChildren(QLineEdit), self.copy.line, self.place.line):
            line.returnPressed.connect(self.entry.ask)
        self.setFocusProxy(self.ways)
