"""What the line says that somebody stands on, whole: a table cuts long names and values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QTableView

from ui.widgets.row_model import RowModel

_LONG_RUN = re.compile(r"([_.\-]|[!-~]{12})(?=[!-~])")
_BREAK = "\u200b"


class WholeLine(QLabel):
    """Stands beside a table and follows its current line, for large text and screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "muted")
        self._table: QTableView | None = None
        self._words: Callable[[Any], str] = str
        self._said = ""

    @property
    def words(self) -> str:
        """What it says, without the places for another line."""
        return self._said

    def follow(self, table: QTableView, words: Callable[[Any], str]) -> None:
        """Say `words` of the table's current line, here and where a reader looks for them."""
        self._table, self._words = table, words
        model = table.model()
        assert isinstance(model, RowModel)
        table.selectionModel().currentRowChanged.connect(self.tell)
        model.modelReset.connect(self.tell)

    @Slot()
    def tell(self, *_indexes: object) -> None:
        """Say it anew, where the line changed under whoever stands on it."""
        if self._table is None:
            return
        model = self._table.model()
        assert isinstance(model, RowModel)
        line = model.row_at(self._table.currentIndex())
        self._said = words = "" if line is None else self._words(line)
        self.setText(breakable(words))
        self.setVisible(bool(words))
        self._table.setAccessibleDescription(words)


def breakable(words: str) -> str:
    """With places at which a long name without blanks may go on in the next line."""
    return _LONG_RUN.sub(rf"\1{_BREAK}", words)
