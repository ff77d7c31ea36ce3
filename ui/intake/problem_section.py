"""What was wrong in files: place, value, and what the sender can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.problem import Place, Problem, Severity, column_letters
from dsurvey_desktop.domain.texts import N_, _
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 10
WORDS = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.NOTICE: N_("Notice"),
}


class ProblemSection(Section):
    """Signals: `print_wanted`, `send_back_wanted`: the list as one, or one for each community."""

    print_wanted = Signal()
    send_back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Problems"), parent)
        self.model = RowModel[Problem](theme, _columns(), self)
        self.table = Table(theme, _("Problems"))
        self.table.show_rows(self.model)
        self.advice = label("", "muted", wraps=True)
        self.print_button = button(_("Print th&e list …"), self.print_wanted)
        self.send_back_button = button(_("Excel for each community …"), self.send_back_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._show_advice)
        self.lines.addWidget(self.table)
        bottom = row(theme, self.advice)
        bottom.setStretch(0, 1)
        bottom.addWidget(self.print_button)
        bottom.addWidget(self.send_back_button)
        self.lines.addLayout(bottom)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Errors first, in the order of the file otherwise."""
        order = list(Severity)
        self.model.set_rows(sorted(problems, key=lambda problem: order.index(problem.severity)))
        self.table.fit_rows(min(len(problems), SHOWN_ROWS))
        self.show_count(len(problems))
        self.advice.clear()

    @property
    def chosen(self) -> Problem | None:
        """The problem whose line is current."""
        return self.model.row_at(self.table.currentIndex())

    def _show_advice(self, *_indexes: object) -> None:
        problem = self.chosen
        self.advice.setText("" if problem is None else f"{problem.message} {problem.advice}")


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
