"""A list of what is wrong in files, and what the sender can do about the line that is stood on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.problem import Place, Problem, Severity, column_letters
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import told
from ui.theme import Theme
from ui.widgets.parts import label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 10
WORDS = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.NOTICE: N_("Notice"),
}


class ProblemTable(Table):
    """Attributes: `advice`, what is wrong in the current line and what to do, to be laid out."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.problems = RowModel[Problem](theme, _columns(), self)
        self.show_rows(self.problems)
        self.advice = label("", "muted", wraps=True)
        self.selectionModel().currentRowChanged.connect(self._show_advice)

    @property
    def chosen(self) -> Problem | None:
        """The problem whose line is current."""
        return self.problems.row_at(self.currentIndex())

    def show_problems(self, problems: Iterable[Problem], most: int = SHOWN_ROWS) -> None:
        """Errors first, in the order of the file otherwise; at most so many rows high."""
        order = list(Severity)
        lines = sorted(problems, key=lambda problem: order.index(problem.severity))
        self.problems.set_rows(lines)
        self.fit_rows(min(len(lines), most))
        self.advice.clear()

    @Slot()
    def _show_advice(self) -> None:
        problem = self.chosen
        words = "" if problem is None else told(problem.message, problem.advice)
        self.advice.setText(words)
        self.setAccessibleDescription(words)


def place_words(place: Place) -> str:
    """Sheet, row and column as a spreadsheet names them, such as `Sheet1 U14`."""
    cell = f"{column_letters(place.column)}{place.row or ''}"
    if place.row and not place.column:
        cell = _("row {row}").format(row=place.row)
    return " ".join(part for part in (place.sheet, cell) if part)


def _columns() -> tuple[Column[Problem], ...]:
    return (
        Column(
            _("Severity"), lambda p: _(WORDS[p.severity]), kind=lambda p: p.severity.value, width=22
        ),
        Column(
            _("File"), lambda p: p.place.file, tip=lambda p: p.place.file, width=44, is_file=True
        ),
        Column(_("Place"), lambda p: place_words(p.place), width=37),
        Column(_("Value"), lambda p: mask_within(p.value), width=36),
        Column(_("What is wrong"), lambda p: str(p.message), tip=lambda p: str(p.advice), width=0),
    )
