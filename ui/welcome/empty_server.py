"""The server of a new office, tried before anything is set up, and what its operator must do."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.theme import Theme
from ui.welcome.server_fields import ServerFields
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row
from ui.worker import Worker


class EmptyServer(QWidget):
    """The fields, and a button that tries them; nothing is written there."""

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.fields = ServerFields(theme, _("Empty, made for this office."))
        self.verdict = MessageBar(theme)
        self.try_button = button(_("Tr&y the connection"), self.try_it)
        tried = row(theme, self.try_button)
        tried.addStretch(1)
        lines = column(theme, self, gap=3)
        for widget in (label(_duties(), wraps=True), self.fields, self.verdict):
            lines.addWidget(widget)
        lines.addLayout(tried)
        self.fields.edited.connect(self.verdict.clear)

    @Slot()
    def try_it(self) -> None:
        """Ask the server; nothing is written there."""
        if not self.fields.check():
            self.fields.machine.field.setFocus()
            return
        self.try_button.setEnabled(False)
        self._worker.run(
            use_case("try_server"),
            self.fields.server,
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


def _duties() -> str:
    return _(
        "What a local file does by encryption, whoever runs the server must do: encrypt the line "
        "(TLS) and the server's disk, and make backups. They can read the data."
    )
