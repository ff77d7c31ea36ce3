"""The queue as a table: choice and place stay with the entries, whatever the list does."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from ui.entry_table.columns import COLUMNS, KEPT_COLUMNS, NARROW_COLUMNS
from ui.entry_table.entry_table_model import EntryTableModel, Index
from ui.theme import Theme
from ui.widgets.table import Table

ROW_STEPS = 9
NARROWEST_NAME = 19
"""Least width of the name, in steps of 4 px; it has what the others leave."""


class EntryTable(Table):
    """Rows of the workbench's height; a click on a header sorts in SQL.

    With Shift or Ctrl several entries are chosen; the form shows the one that is current.

    Signals:
        entry_moved_to: the id of the entry that became current.
        choice_changed: others are chosen now.
        sort_wanted: the order of `EntryFilter` a header stands for (str).
    """

    entry_moved_to = Signal(object)
    choice_changed = Signal()
    sort_wanted = Signal(str)

    def __init__(self, theme: Theme, model: EntryTableModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Entries"), parent)
        self._model = model
        self._current: EntryId | None = None
        self._chosen: tuple[EntryId, ...] = ()
        self._offset = 0
        self._is_narrow = False
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().setDefaultSectionSize(theme.space(ROW_STEPS))
        self.setIconSize(QSize(theme.space(4), theme.space(4)))
        self.set_widths([column.width for column in COLUMNS])
        self._fit_columns()
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._ask_sort)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)

    @property
    def current_entry(self) -> EntryId | None:
        """The id of the current row, None in an empty list."""
        row = self.currentIndex().row()
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    @property
    def chosen(self) -> tuple[EntryId, ...]:
        """The entries that are chosen, in the order of the list."""
        chosen = self.selectionModel().selection()
        found = [chosen.at(place) for place in range(chosen.count())]
        parts = [range(one.top(), one.bottom() + 1) for one in found]
        rows = sorted({row for part in parts for row in part})
        return tuple(self._model.ids[row] for row in rows if row < len(self._model.ids))

    @property
    def rows_in_sight(self) -> range:
        """The rows that are seen whole, from the first to the last."""
        edge = self.viewport().height() - 1
        first, below = max(self.rowAt(0), 0), self.rowAt(edge)
        last = below if below >= 0 else len(self._model.ids) - 1
        is_cut = below >= 0 and self.rowViewportPosition(below) + self.rowHeight(below) - 1 > edge
        return range(first, last if is_cut else last + 1)

    def choose_in_sight(self) -> None:
        """Choose the rows that are in sight; the current entry stays so where it is among them."""
        rows, here = self.rows_in_sight, self.currentIndex().row()
        self.choose_rows(rows, current=here if here in rows else None)

    def choose_one(self) -> None:
        """Of several that are chosen only the current entry stays so."""
        if self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def go_to_row(self, row: int) -> None:
        """Make a row current, alone chosen, and show it; rows beyond the ends mean the ends."""
        last = len(self._model.ids) - 1
        if last >= 0:
            self.setCurrentIndex(self._model.index(min(max(row, 0), last), 0))
            self.choose_one()  # the Shift or Ctrl of a shortcut chooses no others

    def go_to_entry(self, entry: EntryId) -> bool:
        """Make an entry current; False when it is not in the list."""
        row = self._model.row_of(entry)
        if row is not None:
            self.go_to_row(row)
        return row is not None

    def step(self, rows: int) -> bool:
        """Go down (or up) by `rows`; False when that would leave the list."""
        row = self.currentIndex().row() + rows
        if not 0 <= row < len(self._model.ids):
            return False
        self.go_to_row(row)
        return True

    def neighbour(self, rows: int) -> EntryId | None:
        """The entry `rows` further down, None beyond the ends."""
        row = self.currentIndex().row() + rows
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out what the form beside the queue says anyway."""
        self._is_narrow = is_narrow
        height = self.theme.row_height if is_narrow else self.theme.space(ROW_STEPS)
        self.verticalHeader().setDefaultSectionSize(height)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Show those that fit whole, and give the name what they leave."""
        wanted = NARROW_COLUMNS if self._is_narrow else COLUMNS
        name_px = max(self.theme.space(NARROWEST_NAME), self.horizontalHeader().sectionSizeHint(0))
        left = self._room_px() - name_px
        is_full = False
        for section, column in enumerate(COLUMNS[1:], start=1):
            width = self._least_width(section)
            is_full = is_full or column not in wanted or width > left
            is_shown = column in KEPT_COLUMNS or not is_full
            self.setColumnHidden(section, not is_shown)
            if is_shown:
                self.setColumnWidth(section, width)
                left -= width
        self.setColumnWidth(0, name_px + max(left, 0))

    def _room_px(self) -> int:
        """What is left beside the scroll bar, which Qt shows only after the rows are laid out."""
        bar, view = self.verticalScrollBar(), self.viewport()
        rows_px = len(self._model.ids) * self.verticalHeader().defaultSectionSize()
        is_coming = bar.isHidden() and rows_px > view.height()
        return view.width() - (bar.sizeHint().width() if is_coming else 0)

    def _least_width(self, section: int) -> int:
        """As wide as somebody drew it; no title is cut, and the mark of the order has its room."""
        wanted = self.columnWidth(section) or self.theme.space(COLUMNS[section].width)
        return max(wanted, self.horizontalHeader().sectionSizeHint(section))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns fill the room; the current entry stays in sight when a message takes some."""
        super().resizeEvent(event)
        self._fit_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that others are chosen."""
        super().selectionChanged(selected, deselected)
        self.choice_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which entry became current, once per move."""
        super().currentChanged(current, previous)
        entry = self.current_entry
        if entry is not None and entry != self._current:
            self._current = entry
            self.entry_moved_to.emit(entry)

    @Slot()
    def _keep_place(self) -> None:
        self._chosen = self.chosen
        self._offset = self.currentIndex().row() - self.rowAt(0)

    @Slot()
    def _find_place(self) -> None:
        self._fit_columns()
        if self._current is None or not self.go_to_entry(self._current):
            return
        rows = (self._model.row_of(one) for one in self._chosen)
        still = sorted(row for row in rows if row is not None)
        if len(still) > 1:
            self.choose_rows(still, current=self.currentIndex().row())
        top = max(self.currentIndex().row() - max(self._offset, 0), 0)
        self.scrollTo(self._model.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    @Slot(int)
    def _ask_sort(self, section: int) -> None:
        self.sort_wanted.emit(COLUMNS[section].sort)

    def show_order(self, sort: str, *, is_descending: bool) -> None:
        """Mark the header the list is sorted by."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        sections = [index for index, column in enumerate(COLUMNS) if column.sort == sort]
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(sections))
        if sections:
            header.setSortIndicator(sections[0], order)
        self._fit_columns()

    def index_of(self, entry: EntryId) -> QModelIndex:
        """The model index of an entry's name; invalid when it is not listed."""
        row = self._model.row_of(entry)
        return QModelIndex() if row is None else self._model.index(row, 0)
