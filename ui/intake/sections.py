"""The parts below the list of files, one under the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.intake.column_section import ColumnSection
from ui.intake.intake_state import IntakeState
from ui.intake.pending_section import PendingSection
from ui.intake.problem_section import ProblemSection
from ui.intake.section import Section
from ui.intake.set_aside_section import SetAsideSection
from ui.theme import Theme
from ui.widgets.parts import column, label


class Sections(QWidget):
    """Differences, rows set aside, problems, columns; empty ones are hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pending = PendingSection(theme)
        self.set_aside = SetAsideSection(theme)
        self.problems = ProblemSection(theme)
        self.columns = ColumnSection(theme)
        self._nothing = label(_("Nothing waits for a decision here."), "muted")
        self._by_name: dict[str, Section] = {"pending": self.pending, "set_aside": self.set_aside}
        lines = column(theme, self, gap=4)
        for widget in (self.pending, self.set_aside, self.problems, self.columns, self._nothing):
            lines.addWidget(widget)
        self.show_state(IntakeState())

    def show_state(self, state: IntakeState) -> None:
        """Show what waits."""
        self.pending.show_changes(state.pending)
        self.set_aside.show_set_aside(state.set_aside)
        self.problems.show_problems(state.problems)
        self.columns.show_columns(state.columns)
        self._nothing.setVisible(not (state.pending or state.set_aside or state.problems))

    def open_section(self, name: str) -> Section | None:
        """Open one part and go there; None when there is nothing in it."""
        section = self._by_name.get(name)
        if section is None or not section.count:
            return None
        section.open()
        return section
