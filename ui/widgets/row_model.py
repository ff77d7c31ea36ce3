"""A model over rows that are all in memory; large lists fetch by page and have their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsurvey_desktop.domain.texts import _
from ui.icons import icon
from ui.theme import Theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row itself, as it was given."""
TREND_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `Trend` of a cell that is drawn."""
_NO_INDEX = QModelIndex()
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Trend:
    """Values in their order, and the whole they grow towards."""

    values: tuple[int, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """How one column reads a row.

    Attributes:
        title: the header.
        show: the text in the cell.
        is_number: aligned right.
        kind: `error`, `warning`, `done` or empty: the shape before the text.
        tip: the tool tip and accessible description; empty for none.
        width: in steps of 4 px; 0 stretches.
        least: of one that stretches, in steps; 0 for room for a person's name.
        is_file: a name of a file, cut in its middle.
        trend: what a `SparklineDelegate` draws; `show` says the same in words.
        sort: what rows are put in order by, None for a blank; without it by what is shown.
    """

    title: str
    show: Callable[[Row], str]
    is_number: bool = False
    kind: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    width: int = 24
    least: int = 0
    is_file: bool = False
    trend: Callable[[Row], Trend] | None = None
    sort: Callable[[Row], Any] | None = None

    def sort_value(self, row: Row) -> Any:
        """By what a row is put in order; None for a blank."""
        if self.sort is not None:
            return self.sort(row)
        words = self.show(row)
        if self.is_number:
            return _number(words)
        return _words_in_order(words) if words else None


def _number(words: str) -> float | None:
    """The number that is shown; None for a dash in its place."""
    found = _NUMBER.search(words.replace(",", ""))
    return float(found.group()) if found else None


def _words_in_order(words: str) -> tuple[Any, ...]:
    """Numbers among words by their size, and Chinese as GB 2312 has it: by sound, where common."""
    parts = _DIGITS.split(words.casefold())
    return tuple(
        int(part) if place % 2 else part.encode("gb18030", "replace")
        for place, part in enumerate(parts)
    )


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order given, or by a column."""

    def __init__(
        self, theme: Theme, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns = tuple(columns)
        self._rows: list[Row] = []
        self._given: list[Row] = []
        self._order: tuple[int, bool] | None = None
        self._icons: dict[str, Any] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; the view's selection is lost."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._in_order()
        self.endResetModel()

    def set_order(self, section: int | None, *, is_descending: bool = False) -> None:
        """Put rows in order by a column, those of later lists too; None for as they are given."""
        self.beginResetModel()
        self._order = None if section is None else (section, is_descending)
        self._rows = self._in_order()
        self.endResetModel()

    def _in_order(self) -> list[Row]:
        """Blanks come last, whichever way the order goes."""
        if self._order is None:
            return list(self._given)
        section, is_descending = self._order
        valued = [(self.columns[section].sort_value(one), one) for one in self._given]
        filled = [pair for pair in valued if pair[0] is not None]
        filled.sort(key=itemgetter(0), reverse=is_descending)
        return [one for _value, one in filled] + [one for value, one in valued if value is None]

    def replace_rows(self, rows: Sequence[Row]) -> None:
        """Other values for the same number of rows; selection and place stay."""
        assert len(rows) == len(self._rows)
        self._given = self._rows = list(rows)
        last = self.index(len(rows) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, index: Index) -> Row | None:
        """The row under an index, None outside."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def words(self, row: int, column: Column[Row]) -> str:
        """The text in a cell."""
        return column.show(self._rows[row])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row per value."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as were given."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles, on their column's side."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, shape, side and tip of a cell; neither raises nor queries."""
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return column.show(row) or (_("nothing in it") if is_spoken else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DecorationRole and column.kind is not None:
            return self._icon(column.kind(row))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return column.tip(row) if column.tip is not None else None
        return _own_data(row, column, role)

    def _icon(self, kind: str) -> Any:
        if kind and kind not in self._icons:
            role = kind if kind != "notice" else "muted"
            colour, chosen = self._theme.colour(role), self._theme.colour_when_chosen(role)
            self._icons[kind] = icon(kind, colour, self._theme.space(4), chosen=chosen)
        return self._icons.get(kind)


def _own_data(row: Any, column: Column[Any], role: int) -> Any:
    """What the program's own roles ask for."""
    if role == TREND_ROLE and column.trend is not None:
        return column.trend(row)
    return row if role == ROW_ROLE else None


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
