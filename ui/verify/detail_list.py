"""Lines of other tables that came with an entry (repeats of the form), as they came."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.intake_views import DetailView
from dsurvey_desktop.usecases.row_cells import told_cells
from ui.theme import Theme
from ui.widgets.parts import clear, column, label


class DetailList(QWidget):
    """Each line with its cells and its place; nothing where none came."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(theme, self, gap=1)
        self._lines.setContentsMargins(0, theme.space(2), 0, 0)
        self.hide()

    def show_details(self, details: tuple[DetailView, ...], *, is_revealed: bool) -> None:
        """Show the lines; numbers in them are masked until someone asks for them."""
        clear(self._lines)
        self.setVisible(bool(details))
        title = _("Details that came with the form: {count}").format(count=len(details))
        self._lines.addWidget(label(title, "muted"))
        for one in details:
            for cell in told_cells(one):
                value = cell.value if is_revealed else mask_within(cell.value)
                self._lines.addWidget(label(labelled(cell.header, value), wraps=True))
            place = _("row {row}").format(row=one.row)
            words = f"{one.sheet} · {place}" if one.sheet else place
            self._lines.addWidget(label(words, "muted", wraps=True))
