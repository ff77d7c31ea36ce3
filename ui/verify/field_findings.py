"""The findings of one question, under its field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.usecases.entry_views import FindingView
from ui.theme import Theme
from ui.widgets.parts import clear, column, label, row, shape


class FieldFindings(QWidget):
    """A line for each finding with its shape; takes no room when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[FindingView, ...] = ()
        self._lines = column(theme, self, gap=0.5)
        self.hide()

    def show_findings(self, findings: tuple[FindingView, ...]) -> None:
        """Show these instead of the ones before."""
        if findings == self._shown:
            return
        self._shown = findings
        clear(self._lines)
        for view in findings:
            kind = view.finding.severity.value
            shown, colour = ("done", "muted") if view.explanation else (kind, kind)
            line = row(self._theme, shape(self._theme, shown), gap=1)
            line.addWidget(label(str(view.finding.message), colour, wraps=True), 1)
            self._lines.addLayout(line)
        self.setVisible(bool(findings))
