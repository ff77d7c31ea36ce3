"""The label of a question: its words, its code on the form, and a mark where it is required."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ItemView
from ui.theme import Theme
from ui.widgets.parts import label, row

LABEL_STEPS = 44


class FieldLabel(QWidget):
    """Code in muted letters, then the question, as wide in every row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = label("", "muted")
        self._code.setMinimumWidth(theme.space(10))
        self._words = label("", wraps=True)
        line = row(theme, gap=1)
        line.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.setContentsMargins(0, theme.space(1), 0, 0)
        self.setLayout(line)
        self.set_narrow(False)

    def show_item(self, item: ItemView) -> None:
        """Show another question."""
        self._code.setText(f"{item.code} *" if item.is_required else item.code)
        self._words.setText(item.label)
        self.setToolTip(item.hint)
        if item.is_required:
            self._code.setToolTip(_("required"))

    def set_narrow(self, is_narrow: bool) -> None:
        """Take the whole width instead of a column."""
        if is_narrow:
            self.setMinimumSize(QSize(0, 0))
            self.setMaximumWidth(16777215)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        else:
            self.setFixedWidth(self._theme.space(LABEL_STEPS))
