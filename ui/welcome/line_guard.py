"""How the line to a server is guarded, and by whose certificate the server is known."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, row

USUAL, CHECKED = "", "verify-full"
_WORDS = {
    USUAL: N_("Encrypted"),
    CHECKED: N_("Encrypted, and the server's certificate is checked"),
    "verify-ca": N_("Encrypted, and who signed the server's certificate is checked"),
    "disable": N_("Not encrypted"),
}
_OFFERED = (USUAL, CHECKED)


class LineGuard(QWidget):
    """The kind of line, and the certificate file where it is checked.

    Signals:
        edited: something was chosen or typed.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = Combo()
        for mode in _OFFERED:
            self.kinds.addItem(_(_WORDS[mode]), mode)
        self.certificate = QLineEdit()
        self.file_row = FieldRow(
            theme,
            _("Cert&ificate file"),
            self.certificate,
            _("Whoever runs the server has it, such as root.crt; a copy goes to each seat."),
        )
        self.choose_button = button(_("Choose a file …"), self.choose)
        chosen = row(theme, self.choose_button)
        chosen.addStretch(1)
        lines = column(theme, self, gap=3)
        lines.addWidget(FieldRow(theme, _("&Line to the server"), self.kinds))
        lines.addWidget(self.file_row)
        lines.addLayout(chosen)
        self.kinds.currentIndexChanged.connect(self._follow)
        self.certificate.textEdited.connect(self.edited)
        self._show_file()

    @property
    def mode(self) -> str:
        """As PostgreSQL calls it; empty for what is usual at the machine typed."""
        return str(self.kinds.currentData())

    @property
    def file(self) -> str:
        """The certificate file, where one is asked for."""
        return self.certificate.text().strip() if self._is_checked else ""

    def show_line(self, mode: str, certificate: str) -> None:
        """Show what a seat has; a kind that is not offered to others joins the list."""
        mode = USUAL if mode in {"require", "prefer", "allow"} else mode
        if self.kinds.findData(mode) < 0:
            self.kinds.addItem(_(_WORDS[mode]), mode)
        self.kinds.setCurrentIndex(self.kinds.findData(mode))
        self.certificate.setText(certificate)

    def check(self) -> bool:
        """Say beside its field that the certificate is missing; True when all is there."""
        is_missing = self._is_checked and not self.file
        self.file_row.set_error(_("Please choose the certificate file.") if is_missing else "")
        return not is_missing

    @Slot()
    def choose(self) -> None:
        """Pick the certificate with the system's dialog."""
        kinds = _("Certificates (*.crt *.pem *.cer);;All files (*)")
        file, _kind = QFileDialog.getOpenFileName(
            self, _("Certificate file"), str(documents_folder()), kinds
        )
        if file:
            self.certificate.setText(file)
            self.edited.emit()

    @property
    def _is_checked(self) -> bool:
        return self.mode.startswith("verify")

    @Slot()
    def _follow(self) -> None:
        self._show_file()
        self.edited.emit()

    def _show_file(self) -> None:
        self.file_row.setVisible(self._is_checked)
        self.choose_button.setVisible(self._is_checked)
