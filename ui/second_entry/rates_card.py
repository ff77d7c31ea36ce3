"""The error rate of entry, in all, by community and by item."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_views import RateLine, SecondReport
from ui.second_entry.columns import interval, percent, rate_columns
from ui.theme import Theme
from ui.widgets.parts import column, heading, label
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

ROWS_SHOWN = 8


class RatesCard(QFrame):
    """A sentence for all, two tables, and how it is computed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.total = label("", wraps=True)
        self._computed = label("", "muted", wraps=True)
        self.communities: RowModel[RateLine] = RowModel(theme, rate_columns(_("Community")), self)
        self.items: RowModel[RateLine] = RowModel(theme, rate_columns(_("Item")), self)
        self._tables = (
            Table(theme, _("Error rate by community")),
            Table(theme, _("Error rate by item")),
        )
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Error rate of entry")))
        lines.addWidget(self.total)
        for table, model in zip(self._tables, (self.communities, self.items), strict=True):
            table.show_rows(model)
            lines.addWidget(table)
        lines.addWidget(self._computed)
        self.hide()

    def show_report(self, report: SecondReport) -> None:
        """Show the rates; nothing is shown before the first second entry."""
        self.setVisible(report.entered > 0)
        words = _(
            "{differing} of {fields} fields differ in {entries} entries: error rate {rate} "
            "(95% interval {interval}); {open} not decided"
        )
        one = report.total
        self.total.setText(
            words.format(
                differing=f"{one.differing:,}",
                fields=f"{one.fields:,}",
                entries=f"{report.entered:,}",
                rate=percent(one.rate),
                interval=interval(one),
                open=f"{one.undecided:,}",
            )
        )
        self._computed.setText(report.computed)
        shown = (report.communities, tuple(one for one in report.items if one.differing))
        for table, model, rows in zip(
            self._tables, (self.communities, self.items), shown, strict=True
        ):
            model.set_rows(rows)
            table.fit_rows(min(len(rows), ROWS_SHOWN))
            table.setVisible(bool(rows))
