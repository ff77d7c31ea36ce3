"""A part of the intake page that opens and closes under its heading and count."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.parts import button, column, set_icon

LEAST_ROWS = 4


class Section(QWidget):
    """Hidden while there is nothing in it; open unless the person closed it.

    Attributes:
        first: what gets the focus when it is opened for somebody; None for its heading.
    """

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self.count = 0
        self.first: QWidget | None = None
        self.opener = button("", None, "section")
        self.opener.setCheckable(True)
        self.opener.setChecked(True)
        self.opener.setFont(theme.heading_font())
        self.content = QWidget()
        self.lines: QVBoxLayout = column(theme, self.content, gap=2)
        whole = column(theme, self, gap=1)
        whole.addWidget(self.opener)
        whole.addWidget(self.content)
        self._toggle()
        self.opener.toggled.connect(self._toggle)

    def show_count(self, count: int, note: str = "") -> None:
        """Say how many there are, and what of them is to be known; none hides the section."""
        self.count = count
        self.opener.setText("  ".join(filter(None, (self._words, f"{count:,}", note))))
        self.setVisible(count > 0)

    def shown_rows(self, most: int) -> int:
        """Rows of its list, of so many at most."""
        return shown_rows(self.theme, most)

    def open(self) -> None:
        """Open it and go to its content."""
        self.opener.setChecked(True)
        (self.first or self.opener).setFocus()

    @Slot()
    def _toggle(self) -> None:
        is_open = self.opener.isChecked()
        self.content.setVisible(is_open)
        set_icon(self.opener, self.theme, "open_down" if is_open else "open")
        self.opener.setAccessibleDescription(_("open") if is_open else _("closed"))


def shown_rows(theme: Theme, most: int) -> int:
    """Rows of a list at most: at large text fewer, so that what stands below stays in sight."""
    return max(LEAST_ROWS, round(most / float(theme.scale**1.5)))
