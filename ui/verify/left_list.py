"""What last year's data say of a person that this year's form has no words for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.theme import Theme
from ui.widgets.parts import clear, column, label


class LeftList(QWidget):
    """Question and answer a line; nothing where this year's form has words for everything."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(theme, self, gap=1)
        self._lines.setContentsMargins(0, theme.space(2), 0, 0)
        self.words: tuple[str, ...] = ()
        self.hide()

    def show_left(self, view: EntryView, *, is_revealed: bool) -> None:
        """Show what was left; numbers in it are masked until someone asks for them."""
        clear(self._lines)
        said = ((one.label, one.words) for one in view.last_year_left)
        self.words = tuple(
            labelled(question, words if is_revealed else mask_within(words))
            for question, words in said
        )
        self.setVisible(bool(self.words))
        title = _("Last year ({year}) also, not asked this year").format(year=view.last_year)
        self._lines.addWidget(label(title, "muted", wraps=True))
        for words in self.words:
            self._lines.addWidget(label(words, wraps=True))
