"""The error rate of entry, in all, by community, by person and by item."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_views import RateLine, SecondReport
from ui.second_entry.columns import interval, percent, rate_columns
from ui.theme import Theme
from ui.widgets.parts import action_button, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

ROWS_SHOWN = 8


class RateTable:
    """A table of rates with its model, hidden while there are none."""

    def __init__(self, theme: Theme, name: str, of_what: str, parent: QWidget) -> None:
        self.model: RowModel[RateLine] = RowModel(theme, rate_columns(of_what), parent)
        self.table = Table(theme, name)
        self.table.show_rows(self.model)

    def show_lines(self, lines: tuple[RateLine, ...]) -> None:
        """Show these, the worst first."""
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), ROWS_SHOWN))
        self.table.setVisible(bool(lines))


class RatesCard(QFrame):
    """A sentence for all, a table for each way to look at it, and how it is computed."""

    def __init__(self, theme: Theme, write: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.total = label("", wraps=True)
        self._computed = label("", "muted", wraps=True)
        self.communities = RateTable(theme, _("Error rate by community"), _("Community"), self)
        self.clerks = RateTable(
            theme, _("Error rate by who took the entry in"), _("First entry by"), self
        )
        self.seconds = RateTable(
            theme, _("Error rate by who entered it again"), _("Second entry by"), self
        )
        self.items = RateTable(theme, _("Error rate by item"), _("Item"), self)
        lines = column(theme, self, gap=2, margin=3)
        top = row(theme, heading(theme, _("Error rate of entry")))
        top.addStretch(1)
        top.addWidget(action_button(write))
        lines.addLayout(top)
        lines.addWidget(self.total)
        for one in (self.communities, self.clerks, self.seconds, self.items):
            lines.addWidget(one.table)
        lines.addWidget(self._computed)
        self.hide()

    def show_report(self, report: SecondReport) -> None:
        """Show the rates; nothing is shown before the first second entry."""
        self.setVisible(report.entered > 0)
        self.total.setText(_total_words(report))
        self._computed.setText(report.computed)
        self.communities.show_lines(report.communities)
        self.clerks.show_lines(report.clerks)
        self.seconds.show_lines(report.seconds)
        self.items.show_lines(tuple(one for one in report.items if one.differing))


def _total_words(report: SecondReport) -> str:
    words = _(
        "{differing} of {fields} fields differ in {entries} entries: error rate {rate} "
        "(95% interval {interval}); {open} not decided"
    )
    one = report.total
    return words.format(
        differing=f"{one.differing:,}",
        fields=f"{one.fields:,}",
        entries=f"{report.entered:,}",
        rate=percent(one.rate),
        interval=interval(one),
        open=f"{one.undecided:,}",
    )
