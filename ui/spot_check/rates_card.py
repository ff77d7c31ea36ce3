"""The error rates of a spot check: by class of item, community, collector and item."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.spot_result_views import SpotRate, SpotResults
from ui.theme import Theme
from ui.widgets.parts import action_button, column, heading, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

ROWS_SHOWN = 12


class RateTable:
    """A table of rates with its model, hidden while there are none."""

    def __init__(self, theme: Theme, name: str, of_what: str, parent: QWidget) -> None:
        self.model: RowModel[SpotRate] = RowModel(theme, _columns(of_what), parent)
        self.table = Table(theme, name)
        self.table.show_rows(self.model)

    def show_rates(self, rates: tuple[SpotRate, ...]) -> None:
        """Show these, the worst first."""
        self.model.set_rows(rates)
        self.table.fit_rows(min(len(rates), ROWS_SHOWN))
        self.table.setVisible(bool(rates))


class RatesCard(QFrame):
    """A table for each way to look at it, and how it is computed; hidden before the first sheet."""

    def __init__(self, theme: Theme, write: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._computed = label("", "muted", wraps=True)
        self.classes = RateTable(theme, _("Error rate by class of item"), _("Class"), self)
        self.communities = RateTable(theme, _("Error rate by community"), _("Community"), self)
        self.collectors = RateTable(theme, _("Error rate by collector"), _("Collector"), self)
        self.items = RateTable(theme, _("Error rate by item"), _("Item"), self)
        lines = column(theme, self, gap=2, margin=3)
        top = row(theme, heading(theme, _("Error rates of the spot check")))
        top.addStretch(1)
        top.addWidget(action_button(write))
        lines.addLayout(top)
        for one in (self.classes, self.communities, self.collectors, self.items):
            lines.addWidget(one.table)
        lines.addWidget(self._computed)
        self.hide()

    def show_results(self, results: SpotResults | None) -> None:
        """Show the rates, once a sheet was entered."""
        self.setVisible(results is not None and results.items_asked > 0)
        if results is None:
            return
        rates = results.rates
        self._computed.setText(rates.computed)
        self.classes.show_rates(rates.classes)
        self.communities.show_rates(rates.communities)
        self.collectors.show_rates(rates.collectors)
        self.items.show_rates(tuple(one for one in rates.items if one.differing))


def _columns(of_what: str) -> tuple[Column[SpotRate], ...]:
    return (
        Column(of_what, lambda one: one.name, tip=lambda one: one.name, width=0),
        Column(_("Sheets"), lambda one: f"{one.sheets:,}", is_number=True, width=18),
        Column(_("Items asked"), lambda one: f"{one.asked:,}", is_number=True, width=20),
        Column(_("Differ"), lambda one: f"{one.differing:,}", is_number=True, width=16),
        Column(_("Error rate"), lambda one: f"{one.rate:.1%}", is_number=True, width=20),
        Column(_("95% interval"), _interval, is_number=True, width=34),
        Column(_("Never"), lambda one: f"{one.never:,}", is_number=True, width=20),
        Column(_("Hard"), lambda one: f"{one.hard:,}", is_number=True, width=20),
        Column(_("May change"), lambda one: f"{one.may_change:,}", is_number=True, width=20),
    )


def _interval(one: SpotRate) -> str:
    return _("{low} to {high}").format(low=f"{one.low:.1%}", high=f"{one.high:.1%}")
