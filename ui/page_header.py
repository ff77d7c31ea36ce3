"""The top of a page: its title, one search field, one main action."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.parts import action_button, label, title
from ui.widgets.search_field import SearchField


class PageHeader(QWidget):
    """Title, a note beside it, search and main action; the latter two only where asked for.

    Signals:
        searched: the text of the search field as one types (str).
    """

    searched = Signal(str)

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note = label("", "muted")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = SearchField(theme)
        self.search.setFixedWidth(theme.space(72))
        self.search.textChanged.connect(self.searched)
        self.search.hide()
        self.main_button: QPushButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(3))
        self._row.addWidget(title(theme, words))
        self._row.addWidget(self._note, 1)
        self._row.addWidget(self.search)
        self.setMinimumHeight(theme.space(9))

    def use_search(self, placeholder: str) -> QLineEdit:
        """Show the search field (Ctrl+F)."""
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(_("Search: {what}").format(what=placeholder))
        self.search.show()
        return self.search

    def use_main_action(self, action: QAction) -> QPushButton:
        """Show the page's main action as its one strong button."""
        self.main_button = action_button(action, "main")
        self._row.addWidget(self.main_button)
        return self.main_button

    def set_note(self, words: str) -> None:
        """A few muted words beside the title, such as the day."""
        self._note.setText(words)
