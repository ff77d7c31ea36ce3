"""What the spot check brought so far."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.spot_result_views import SpotResults
from dsurvey_desktop.usecases.spot_results import results_words
from ui.theme import Theme
from ui.widgets.parts import column, heading, label

MOST_LOTS = 3
"""Of more lots only the counts stand here; the report names each."""


class ResultsCard(QFrame):
    """Sheets that were entered and the error rate; nothing before a sample is drawn."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.sheets = label("", wraps=True)
        self.rate = label("", wraps=True)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Results")))
        for widget in (self.sheets, self.rate):
            lines.addWidget(widget)

    def show_results(self, results: SpotResults | None) -> None:
        """Show how far it is and how often answers differed."""
        if results is None:
            self.sheets.setText(_("Draw a sample first."))
            self.rate.hide()
            return
        several = len(results.lots) if len(results.lots) > MOST_LOTS else 0
        counts, *rate = results_words(results)[: -several or None]
        self.sheets.setText(counts)
        self.rate.setText("\n".join(rate))
        self.rate.setVisible(bool(rate))
