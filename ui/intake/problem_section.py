"""What was wrong in files: place, value, and what the sender can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import _
from ui.intake.problem_table import ProblemTable
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, row


class ProblemSection(Section):
    """Signals: `print_wanted`, `send_back_wanted`: the list as one, or one for each community."""

    print_wanted = Signal()
    send_back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Problems"), parent)
        self.table = ProblemTable(theme, _("Problems"))
        self.print_button = button(_("Print th&e list …"), self.print_wanted)
        self.send_back_button = button(_("Excel for each community …"), self.send_back_wanted)
        self.lines.addWidget(self.table)
        bottom = row(theme, self.table.advice)
        bottom.setStretch(0, 1)
        bottom.addWidget(self.print_button)
        bottom.addWidget(self.send_back_button)
        self.lines.addLayout(bottom)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Replace the list."""
        self.table.show_problems(problems)
        self.show_count(len(problems))
