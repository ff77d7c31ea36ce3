"""The log to be read in the settings: who did what, the newest first, older lines by a button."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.list_log import LogLineView
from ui.theme import Theme
from ui.widgets.parts import button, column, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

ROWS_SEEN = 12


class LogList(QWidget):
    """Lines of the log.

    Signals:
        older_wanted: the person wants lines before the oldest shown.
    """

    older_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LogLineView, ...] = ()
        self._model: RowModel[LogLineView] = RowModel(theme, _columns(), self)
        self.table = Table(theme, _("The log of what was done"))
        self.table.show_rows(self._model)
        self.table.fit_rows(ROWS_SEEN)
        self.older_button = button(_("Older lines"), self.older_wanted)
        buttons = row(theme, self.older_button)
        buttons.addStretch(1)
        lines = column(theme, self)
        lines.addWidget(self.table)
        lines.addLayout(buttons)
        self.hide()

    @property
    def oldest(self) -> int | None:
        """The number of the oldest line shown."""
        return self._lines[-1].sequence if self._lines else None

    def show_lines(self, lines: tuple[LogLineView, ...]) -> None:
        """Show the newest lines, instead of what was shown before."""
        self._lines = ()
        self.add_lines(lines)
        self.show()
        self.table.selectRow(0)
        self.table.setFocus()

    def add_lines(self, lines: tuple[LogLineView, ...]) -> None:
        """Older ones below."""
        chosen = max(self.table.currentIndex().row(), 0)
        self._lines += lines
        self._model.set_rows(self._lines)
        self.table.selectRow(chosen)
        self.older_button.setEnabled(self._lines[-1].sequence > 1 if self._lines else False)


def _columns() -> tuple[Column[LogLineView], ...]:
    return (
        Column(_("Line no."), lambda one: f"{one.sequence:,}", is_number=True, width=16),
        Column(_("When"), _when, width=36),
        Column(_("Done by"), lambda one: one.by, tip=lambda one: one.by, width=26),
        Column(_("Action"), lambda one: one.words, tip=lambda one: one.words, width=0),
        Column(_("About"), lambda one: one.about, tip=lambda one: one.about, width=0),
    )


def _when(one: LogLineView) -> str:
    return datetime.fromisoformat(one.at).astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
