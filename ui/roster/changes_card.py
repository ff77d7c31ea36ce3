"""A later roster beside the one here: who is new, gone or changed, before it is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.texts import _
from ui.roster.change_words import (
    account,
    change_words,
    consequence_words,
    entry_words,
    field_words,
    shape_of,
)
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.scrolling import scroll_to
from ui.widgets.table import Table

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.office_views import RosterImport
    from dsurvey_desktop.usecases.roster_views import RosterDifference

ROWS_SHOWN = 8


class ChangesCard(QFrame):
    """Shown while a roster waits to be taken in, and afterwards as an account of it.

    Signals:
        confirmed: take in this file (`Path`), or one that waits with the submissions (its number).
        given_up: leave the roster as it is.
    """

    confirmed = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._source: Path | WaitingId | None = None
        self._title = heading(theme, "")
        self.account = label("", wraps=True)
        self.model: RowModel[RosterDifference] = RowModel(theme, _columns(), self)
        self.table = Table(theme, _("What changes, person by person"))
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.whole = label("", "muted", wraps=True)
        self.take_button = button(_("&Take in this roster"), self.confirm, "main")
        self.leave_button = button(_("Leave the roster as it is (Esc)"), self.give_up)
        buttons = row(theme, self.take_button, self.leave_button)
        buttons.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        for widget in (self._title, self.account, self.table, self.whole):
            lines.addWidget(widget)
        lines.addLayout(buttons)
        self.hide()

    @property
    def differences(self) -> tuple[RosterDifference, ...]:
        """Whoever is listed."""
        return self.model.rows

    def show_preview(self, found: RosterImport, source: Path | WaitingId) -> None:
        """Show what taking the file in would change, and ask."""
        self._source = source
        self._title.setText(_("Not taken in yet: {file}").format(file=found.file))
        self._show(found, is_asking=True)
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self)

    def show_done(self, found: RosterImport) -> None:
        """Show what taking a file in has changed."""
        self._source = None
        self._title.setText(_("Taken in: {file}").format(file=found.file))
        self._show(found, is_asking=False)

    @Slot()
    def confirm(self) -> None:
        """Take it in."""
        if self._source is not None:
            self.confirmed.emit(self._source)

    @Slot()
    def give_up(self) -> None:
        """Put it away."""
        self._source = None
        self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the roster as it is while it is asked."""
        if event.key() == Qt.Key.Key_Escape and self._source is not None:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _show(self, found: RosterImport, *, is_asking: bool) -> None:
        self.account.setText("\n".join(account(found)))
        self.model.set_rows(found.differences)
        self.whole.setText("")
        self.show()
        for widget in (self.table, self.whole):
            widget.setVisible(bool(found.differences))
        self.table.fit_rows(min(len(found.differences), ROWS_SHOWN))
        for made in (self.take_button, self.leave_button):
            made.setVisible(is_asking)
        if found.differences:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex, QModelIndex)
    def _show_whole(self, current: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.row_at(current) if current.isValid() else None
        parts = (field_words(one), consequence_words(one)) if one is not None else ()
        self.whole.setText("\n".join(part for part in parts if part))


def _columns() -> tuple[Column[RosterDifference], ...]:
    return (
        Column(_("Change"), change_words, kind=shape_of, tip=change_words, width=40),
        Column(_("Name"), lambda one: one.name, width=26),
        Column(_("Community"), lambda one: one.community_name, width=28),
        Column(_("Entry"), entry_words, width=22),
        Column(_("What comes of it"), consequence_words, tip=consequence_words, width=0),
        Column(_("Before → now"), field_words, tip=field_words, width=0),
    )
