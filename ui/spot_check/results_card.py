"""What the spot check brought so far."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.spot_result_views import SpotResults
from ui.theme import Theme
from ui.widgets.parts import column, heading, label


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
        words = _(
            "{checked} of {drawn} sheets are entered: {agreeing} agree, {differing} differ, "
            "{not_found} not met."
        )
        self.sheets.setText(
            words.format(
                checked=f"{results.checked:,}",
                drawn=f"{results.drawn:,}",
                agreeing=f"{results.agreeing:,}",
                differing=f"{results.differing:,}",
                not_found=f"{results.not_found:,}",
            )
        )
        self.rate.setText(_rate_words(results))
        self.rate.setVisible(results.error_rate is not None)


def _rate_words(results: SpotResults) -> str:
    if results.error_rate is None or results.low is None or results.high is None:
        return ""
    words = _(
        "{differing} of {asked} items differ: error rate {rate} (95% interval {low} to {high}, "
        "Wilson)."
    )
    return words.format(
        differing=f"{results.items_differing:,}",
        asked=f"{results.items_asked:,}",
        rate=f"{results.error_rate:.1%}",
        low=f"{results.low:.1%}",
        high=f"{results.high:.1%}",
    )
