"""The parts below the list of files, one under the other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.intake.code_section import CodeSection
from ui.intake.column_section import ColumnSection
from ui.intake.compare_section import CompareSection
from ui.intake.intake_state import FileLine, IntakeState
from ui.intake.memory_section import MemorySection
from ui.intake.pending_section import PendingSection
from ui.intake.preview_section import PreviewSection
from ui.intake.problem_section import ProblemSection
from ui.intake.section import Section
from ui.intake.set_aside_section import SetAsideSection
from ui.theme import Theme
from ui.widgets.parts import column, label


class Sections(QWidget):
    """Columns in question, differences, rows set aside, problems; empty ones are hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewSection(theme)
        self.pending = PendingSection(theme)
        self.compare = CompareSection(theme)
        self.set_aside = SetAsideSection(theme)
        self.set_aside.form.offer_dismissal()
        self.problems = ProblemSection(theme)
        self.columns = ColumnSection(theme)
        self.memory = MemorySection(theme)
        self.codes = CodeSection(theme)
        self._nothing = label(_("Nothing waits for a decision here."), "muted")
        self._by_name: dict[str, Section] = {
            "pending": self.pending,
            "set_aside": self.set_aside,
            "columns": self.columns,
            "preview": self.preview,
            "compare": self.compare,
        }
        lines = column(theme, self, gap=4)
        waiting = (self.preview, self.pending, self.compare, self.set_aside)
        rest = (self.columns, self.problems, self.memory, self._nothing, self.codes)
        for widget in (*waiting, *rest):
            lines.addWidget(widget)
        self.show_state(IntakeState(), None)
        self._nothing.hide()  # whether nothing waits is not known before it was read

    def show_state(self, state: IntakeState, line: FileLine | None) -> None:
        """Show what waits, in all files or in the one chosen."""
        self.pending.show_changes(state.pending)
        self.compare.show_comparisons(state.comparisons)
        self.set_aside.show_set_aside(state.set_aside)
        self.problems.show_problems(tuple(one.problem for one in state.problems))
        self.columns.show_columns(line, state.choices)
        self.memory.show_mappings(state.mappings)
        waiting = (state.pending, state.comparisons, state.set_aside, state.problems)
        self._nothing.setVisible(not any(waiting))

    def open_section(self, name: str) -> Section | None:
        """Open one part and go there; None when there is nothing in it."""
        if name == "pending" and not self.pending.count:
            name = "compare"
        section = self._by_name.get(name)
        if section is None or not section.count:
            return None
        section.open()
        return section
