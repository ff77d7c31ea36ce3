"""The district's receipt: dropped here, the entries are accepted or come back with reasons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.district_views import ALL_ASKED, SAME, OpenedReceipt
from ui.hand_over.file_drop import FileDrop, bundle_kinds
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, heading, row


class ReceiptCard(QFrame):
    """A receipt to drop, and what it did, in place.

    Signals:
        open_wanted: receipt file and codes of questions that were answered (tuple).
        list_wanted: the entries that came back are to be shown.
    """

    open_wanted = Signal(object)
    list_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._file: Path | None = None
        self.drop = FileDrop(
            theme, _("Drop the district's receipt or task package here"), bundle_kinds()
        )
        self.verdict = MessageBar(theme)
        self.go_on = QCheckBox(_("Go on although numbers are missing or the bundle before differs"))
        self.list_button = button(_("Show what came back"), self.list_wanted)
        foot = row(theme, self.list_button, self.go_on)
        foot.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("From the district")))
        for widget in (self.drop, self.verdict):
            lines.addWidget(widget)
        lines.addLayout(foot)
        self.drop.chosen.connect(self._choose)
        self.go_on.toggled.connect(self._ask)
        self._reset()

    def show_receipt(self, receipt: OpenedReceipt) -> None:
        """Say what it did."""
        if receipt.outcome == SAME:
            words = _("This receipt was opened before; nothing happened.")
            self.verdict.show_message("notice", words)
            return
        words = _("{accepted} entries accepted, {back} sent back.")
        if receipt.changed_since:
            words = _(
                "{accepted} entries accepted, {back} sent back, {changed} changed here since."
            )
        said = words.format(
            accepted=f"{receipt.accepted:,}",
            back=f"{receipt.sent_back:,}",
            changed=f"{receipt.changed_since:,}",
        )
        self.verdict.show_message("done", said, receipt.message)
        self.list_button.setVisible(receipt.sent_back > 0)

    def show_failure(self, error: AppError) -> None:
        """Say what is wrong with it; a question can be answered."""
        self.go_on.setVisible(error.code in ALL_ASKED)
        self.verdict.show_error(error)

    @Slot(object)
    def _choose(self, file: Path) -> None:
        self._reset()
        self._file = file
        self._ask()

    @Slot()
    def _ask(self) -> None:
        if self._file is not None:
            answered = ALL_ASKED if self.go_on.isChecked() else frozenset()
            self.open_wanted.emit((self._file, answered))

    def _reset(self) -> None:
        self._file = None
        self.go_on.setChecked(False)
        self.go_on.hide()
        self.list_button.hide()
        self.verdict.clear()
