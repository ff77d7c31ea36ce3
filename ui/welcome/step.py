"""One step of the guided set-up."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column


class Step(QWidget):
    """Fields of one step; `check` says in place what is missing.

    Attributes:
        words: the step's name, shown above it.
        sentence: why it is asked.
    """

    words = ""
    sentence = ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.lines: QVBoxLayout = column(theme, self, gap=3)

    def check(self) -> bool:
        """Show what is wrong beside its field; True when one can go on."""
        raise NotImplementedError

    @property
    def first_field(self) -> QWidget:
        """Where typing starts."""
        return self.findChildren(FieldRow)[0].field

    def add_line(self, words: str, hint: str = "", content: str = "") -> FieldRow:
        """A one-line field with its label."""
        made = FieldRow(self.theme, words, QLineEdit(content), hint)
        self.lines.addWidget(made)
        return made


def field_text(field: FieldRow) -> str:
    """What a one-line field holds, without spaces around."""
    return field.field.text().strip() if isinstance(field.field, QLineEdit) else ""


def require(field: FieldRow, is_right: bool, words: str) -> bool:
    """Show `words` beside the field unless it is right."""
    field.set_error("" if is_right else words)
    return is_right
