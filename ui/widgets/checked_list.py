"""A list of which a person chooses some by a check mark; the space bar switches one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.theme import Theme


class CheckedList(QListWidget):
    """Every line has an id, which is never shown."""

    def __init__(
        self, theme: Theme, name: str, shown_rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(theme.row_height * shown_rows)

    @property
    def ids(self) -> frozenset[str]:
        """Of all lines."""
        return frozenset(_id_of(item) for item in self._items())

    @property
    def checked(self) -> frozenset[str]:
        """Ids of the lines with a mark."""
        items = self._items()
        return frozenset(_id_of(one) for one in items if one.checkState() is Qt.CheckState.Checked)

    def check_only(self, ids: Iterable[str]) -> None:
        """Mark these lines and no other."""
        wanted = frozenset(ids)
        for item in self._items():
            is_checked = _id_of(item) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)

    def add_line(self, line_id: str, words: str, *, is_checked: bool) -> None:
        """Add a line at the end."""
        item = QListWidgetItem(words, self)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setToolTip(words)
        item.setData(Qt.ItemDataRole.UserRole, line_id)
        item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]


def _id_of(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
