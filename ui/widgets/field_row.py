"""A label, its field, and what is wrong with it, in place."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.menus import plain
from ui.theme import Theme
from ui.widgets.parts import column, label, row, shape


class FieldRow(QWidget):
    """Label above the field; the hint below gives way to the error while there is one."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        field: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = label(hint, "muted", wraps=True)
        self._error = label("", "error", wraps=True)
        self._shape = shape(theme, "error")
        name = label(words)
        name.setBuddy(field)
        _name(field, plain(words))
        field.setAccessibleDescription(hint)
        lines = column(theme, self, gap=1)
        lines.addWidget(name)
        lines.addWidget(field)
        lines.addWidget(self._hint)
        wrong = row(theme, self._shape, gap=1)
        wrong.addWidget(self._error, 1)
        lines.addLayout(wrong)
        lines.addStretch()
        self.set_error("")

    @property
    def error(self) -> str:
        """What is wrong, as shown; empty when nothing is."""
        return self._error.text()

    def set_error(self, words: str) -> None:
        """Show what is wrong, or take it away with an empty text."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self._shape.setVisible(bool(words))
        self._hint.setVisible(not words and bool(self._hint.text()))
        self.field.setAccessibleDescription(words or self._hint.text())
        self.field.setProperty("wrong", "true" if words else "false")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def set_hint(self, words: str) -> None:
        """Change the hint below the field."""
        self._hint.setText(words)
        if not self.error:
            self.field.setAccessibleDescription(words)
        self._hint.setVisible(bool(words) and not self.error)


def _name(field: QWidget, words: str) -> None:
    """Name a field, and the line to type in inside of a list that one can also type in."""
    field.setAccessibleName(words)
    if isinstance(field, QComboBox) and (line := field.lineEdit()) is not None:
        line.setAccessibleName(words)
