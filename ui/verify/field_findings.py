"""The findings of one question, under its field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Finding
from ui.theme import Theme
from ui.widgets.parts import clear, column, label, row, shape


class FieldFindings(QWidget):
    """A line for each finding with its shape; takes no room when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Finding, ...] = ()
        self._lines = column(theme, self, gap=0.5)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these instead of the ones before."""
        if findings == self._shown:
            return
        self._shown = findings
        clear(self._lines)
        for finding in findings:
            kind = finding.severity.value
            line = row(self._theme, shape(self._theme, kind), gap=1)
            line.addWidget(label(str(finding.message), kind, wraps=True), 1)
            self._lines.addLayout(line)
        self.setVisible(bool(findings))
