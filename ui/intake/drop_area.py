"""Where files are dropped; the whole window takes them too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QWidget

from dsurvey_desktop.domain.texts import _
from ui.icons import icon_pixmap
from ui.theme import Theme
from ui.widgets.parts import button, column, label


class DropArea(QFrame):
    """A dashed frame with what may be dropped; the page's main action is for those who don't drag.

    Signals:
        folder_wanted: the button was pressed.
    """

    folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "drop")
        picture = QLabel()
        picture.setPixmap(icon_pixmap("intake", theme.colour("muted"), theme.space(6), 2.0))
        words = label(_("Drop files or folders anywhere on this window"), wraps=True)
        formats = label("xlsx xls xlsb ods csv zip xml", "muted", wraps=True)
        lines = column(theme, gap=0)
        lines.addWidget(words)
        lines.addWidget(formats)
        self.look_first = QCheckBox(_("&Look first, take in afterwards"))
        lines.addWidget(self.look_first)
        self.folder_button = button(_("Choose a fol&der …"), self.folder_wanted)
        line = QHBoxLayout(self)
        edge = theme.space(3)
        line.setContentsMargins(edge, edge, edge, edge)
        line.setSpacing(theme.space(2))
        line.addWidget(picture)
        line.addLayout(lines, 1)
        line.addWidget(self.folder_button)
