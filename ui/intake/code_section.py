"""Every problem that a file can have, with what to do: shown by F1, hidden again by Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import told
from dsurvey_desktop.usecases.problem_codes import ProblemCode, list_problem_codes
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 12
WORDS = {
    "refused": N_("Refused"),
    "error": N_("Error"),
    "warning": N_("Warning"),
    "notice": N_("Notice"),
}


class CodeSection(Section):
    """The catalogue of problems; read when it is first asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What each problem means"), parent)
        self.model = RowModel[ProblemCode](theme, _columns(), self)
        self.table = Table(theme, _("What each problem means"))
        self.table.show_rows(self.model)
        self.lines.addWidget(
            label(_("Refused: nothing of the file was taken in. Esc closes this list."), "muted")
        )
        self.words = label("", wraps=True)
        self.lines.addWidget(self.words)
        self.lines.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._show_words)
        self.hide()

    def show_codes(self, wanted: str) -> None:
        """Open at a code; at the top where it is none."""
        if not self.model.rows:
            self.model.set_rows(list_problem_codes())
        self.table.fit_rows(SHOWN_ROWS)
        self.show_count(len(self.model.rows))
        self.open()
        codes = [one.code for one in self.model.rows]
        row = codes.index(wanted) if wanted in codes else 0
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_words(self) -> None:
        """The line whole, where a column is too narrow for it."""
        one = self.model.row_at(self.table.currentIndex())
        self.words.setText("" if one is None else told(one.message, one.advice))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column[ProblemCode], ...]:
    return (
        Column(_("Severity"), lambda one: _(WORDS.get(one.severity, one.severity)), width=22),
        Column(_("What is wrong"), lambda one: one.message, tip=lambda one: one.code, width=110),
        Column(_("What to do"), lambda one: one.advice, tip=lambda one: one.advice, width=0),
    )
