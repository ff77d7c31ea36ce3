"""By which column a table is in order, by header or key, and found again at the next start."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from dsurvey_desktop.domain.texts import _
from ui.kept_choices import KeptChoices
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

SORT_KEY = "Ctrl+Shift+S"
"""Does what a click on the header of the current cell's column does."""


class KeptOrder(QObject):
    """Once a column is chosen it is in order, then the other way round, then as the list came."""

    def __init__(self, table: Table, choices: KeptChoices, name: str) -> None:
        super().__init__(table)
        self._table, self._choices, self._name = table, choices, f"{name}_order"
        self._model: RowModel[Any] = table.row_model
        self._section: int | None = None
        self._is_descending = False
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.choose)
        key = QShortcut(QKeySequence(SORT_KEY), table)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._choose_current)
        self._restore()

    @Slot(int)
    def choose(self, section: int) -> None:
        """The column was chosen (again)."""
        if section != self._section:
            self._show(section, is_descending=False)
        elif not self._is_descending:
            self._show(section, is_descending=True)
        else:
            self._show(None, is_descending=False)
        kept = "" if self._section is None else f"{self._section} {int(self._is_descending)}"
        self._choices.keep(self._name, kept)

    @Slot()
    def _choose_current(self) -> None:
        self.choose(max(self._table.currentIndex().column(), 0))

    def _restore(self) -> None:
        section, _space, turned = self._choices.get(self._name).partition(" ")
        if section.isdecimal() and int(section) < len(self._model.columns):
            self._show(int(section), is_descending=turned == "1")

    def _show(self, section: int | None, *, is_descending: bool) -> None:
        """Whoever is at a row stays at it."""
        self._section, self._is_descending = section, is_descending
        current = self._table.currentIndex()
        here, place = self._model.row_at(current), current.column()
        self._model.set_order(section, is_descending=is_descending)
        if here is not None:
            rows = self._model.rows
            row = next(number for number, one in enumerate(rows) if one is here)
            self._table.choose_rows([row], column=place)
        self._mark(section, is_descending=is_descending)

    def _mark(self, section: int | None, *, is_descending: bool) -> None:
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(section is not None)
        said = ""
        if section is not None:
            order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(section, order)
            words = _("by {column}, from high to low") if is_descending else _("by {column}")
            said = words.format(column=self._model.columns[section].title)
        self._table.setAccessibleDescription(said)
        self._table.make_room_for_titles()
