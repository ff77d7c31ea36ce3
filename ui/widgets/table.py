"""The base of every table: header stays, no vertical lines, whole rows chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from ui.theme import Theme
from ui.widgets.name_delegate import NameDelegate
from ui.widgets.row_model import RowModel
from ui.widgets.sparkline import SparklineDelegate

NARROWEST = 26
"""Least width of a column that shares what is left, in steps of 4 px: a name of six characters."""
MEASURED_ROWS = 2_000
"""Of longer lists the columns keep their widths."""


class Table(QTableView):
    """A table of rows.

    Attributes:
        choosing_narrows: choosing a row narrows other lists down, so that only a person does.

    Signals:
        row_chosen: a row was activated by Enter or double click (its index).
    """

    row_chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._sharing: dict[int, int] = {}
        self._fitted = 0
        self._left_at = 0
        self.choosing_narrows = False
        self._sparklines = SparklineDelegate(theme, self)
        self._names = NameDelegate(self)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setIconSize(QSize(theme.space(4), theme.space(4)))
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(theme.space(5))
        rows.setDefaultSectionSize(theme.row_height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.space(8))
        self.doubleClicked.connect(self._choose)

    def show_rows(self, model: RowModel[Any]) -> None:
        """Use a `RowModel` and its columns' widths."""
        self.setModel(model)
        for section, column in enumerate(model.columns):
            if column.trend is not None:
                self.setItemDelegateForColumn(section, self._sparklines)
            elif column.is_file:
                self.setItemDelegateForColumn(section, self._names)
        model.modelAboutToBeReset.connect(self._keep_row)
        model.modelReset.connect(self._widen_numbers)
        model.modelReset.connect(self._stand_again)
        given = enumerate(model.columns)
        least = {at: one.least for at, one in given if one.least and not one.width}
        self.set_widths([column.width for column in model.columns], least)

    @property
    def row_model(self) -> RowModel[Any]:
        """The model that `show_rows` was given."""
        model = self.model()
        assert isinstance(model, RowModel)
        return model

    def make_room_for_titles(self) -> None:
        """No title is cut, the mark of the order beside it included."""
        header = self.horizontalHeader()
        for section in range(header.count()):
            least = header.sectionSizeHint(section)
            self.setColumnWidth(section, max(self.columnWidth(section), least))
        self._share_rest()

    def choose_rows(self, rows: Iterable[int], current: int | None = None, column: int = 0) -> None:
        """Choose these rows alone, the first of them being the current one, or `current`."""
        flag = QItemSelectionModel.SelectionFlag
        wanted, model = QItemSelection(), self.model()
        chosen = list(rows)
        for first, last in _runs(chosen):
            wanted.select(model.index(first, 0), model.index(last, 0))
        if chosen:
            at = chosen[0] if current is None else current
            self.selectionModel().setCurrentIndex(model.index(at, column), flag.NoUpdate)
            self.selectionModel().select(wanted, flag.ClearAndSelect | flag.Rows)

    def selectRow(self, row: int) -> None:
        """Choose this row alone; Qt's own takes it away while the Ctrl of a shortcut is held."""
        self.choose_rows([row] if 0 <= row < self.model().rowCount() else [])

    def set_widths(self, steps: list[int], least: Mapping[int, int] | None = None) -> None:
        """Widths in steps of 4 px; columns with 0 share what is left, never less than a name.

        Args:
            steps: for each column from the left.
            least: of columns that share and need more than a name.
        """
        narrowest = {section: NARROWEST for section, width in enumerate(steps) if not width}
        self._sharing = narrowest | dict(least or {})
        header = self.horizontalHeader()
        for section, width in enumerate(steps):
            wanted = self.theme.space(width or self._sharing[section])
            self.setColumnWidth(section, max(wanted, header.sectionSizeHint(section)))
        self._share_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._share_rest()
        if self._fitted:
            self._fit()

    def _share_rest(self) -> None:
        sharing = [section for section in self._sharing if not self.isColumnHidden(section)]
        if not sharing:
            return
        columns = range(self.horizontalHeader().count())
        taken = sum(self.columnWidth(c) for c in columns if c not in sharing)
        left = self.viewport().width() - taken
        for place, section in enumerate(sorted(sharing, key=self._least_px, reverse=True)):
            wide = max(left // (len(sharing) - place), self._least_px(section))
            self.setColumnWidth(section, wide)
            left -= wide

    def _least_px(self, section: int) -> int:
        """Of a column that shares what is left."""
        header = self.horizontalHeader()
        return max(self.theme.space(self._sharing[section]), header.sectionSizeHint(section))

    @Slot()
    def _widen_numbers(self) -> None:
        """A number is shown whole: one that ends in dots would be another number."""
        model = self.model()
        if not isinstance(model, RowModel) or not 0 < model.rowCount() <= MEASURED_ROWS:
            return
        self.ensurePolished()
        for section, column in enumerate(model.columns):
            if column.is_number:
                words = [model.words(row, column) for row in range(model.rowCount())]
                longest = words.index(max(words, key=len))
                needed = self.sizeHintForIndex(model.index(longest, section)).width()
                self.setColumnWidth(section, max(self.columnWidth(section), needed))
        self._share_rest()

    def viewportEvent(self, event: QEvent) -> bool:
        """The tip of a cell without one of its own is what is cut off in it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            is_cut = self.sizeHintForIndex(index).width() > self.columnWidth(index.column())
            if index.isValid() and is_cut and not index.data(Qt.ItemDataRole.ToolTipRole):
                words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by key sees where they stand: the row they left, else the first."""
        super().focusInEvent(event)
        model = self.model()
        if event.reason() != Qt.FocusReason.MouseFocusReason and model is not None:
            self._stand_on(max(self.currentIndex().row(), 0))

    def _stand_on(self, row: int) -> None:
        """Choose a row where none is chosen; beyond the end it is the last."""
        rows, last = self.selectionModel(), self.model().rowCount() - 1
        if rows.hasSelection() or last < 0:
            return
        if self.choosing_narrows:
            here = self.model().index(min(row, last), 0)
            rows.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.selectRow(min(row, last))

    @Slot()
    def _keep_row(self) -> None:
        self._left_at = max(self.currentIndex().row(), 0)

    @Slot()
    def _stand_again(self) -> None:
        """Rows were read again: who is at this list stands where they stood."""
        if self.hasFocus():
            self._stand_on(self._left_at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row; Home and End go to the first and last, where rows are."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enter and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex())
            return
        are_rows = self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and are_rows:
            self._go_to_end(event)
            return
        super().keyPressEvent(event)

    def _go_to_end(self, event: QKeyEvent) -> None:
        """The first or last row alone, or with Shift all up to there; Qt means columns."""
        last = self.model().rowCount() - 1
        row = last if event.key() == Qt.Key.Key_End else 0
        here = self.currentIndex()
        index = self.model().index(row, max(here.column(), 0))
        is_single = self.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and here.isValid():
            rows = range(min(here.row(), row), max(here.row(), row) + 1)
            self.choose_rows([row] if is_single else rows, current=row, column=index.column())
        elif index.isValid():
            self.setCurrentIndex(index)

    def fit_rows(self, count: int) -> None:
        """Be as tall as `count` rows and the header; wide columns get room for a scroll bar."""
        self._fitted = count
        self._fit()

    def _fit(self) -> None:
        frame = 2 * self.frameWidth() + self.theme.space(1)
        header = self.horizontalHeader()
        is_wide = header.length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        rows = self._fitted * self.theme.row_height
        self.setFixedHeight(header.sizeHint().height() + rows + frame + bar)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rows below each other: Qt is slow with many single ones."""
    start = 0
    for place, number in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != number + 1:
            yield rows[start], number
            start = place + 1
