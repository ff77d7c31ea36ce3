"""The charts of the start page, and the same as tables."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import CommunityProgress, HistoryDay, ProgressView
from ui.dates import long_day
from ui.start.coverage_chart import CoverageChart
from ui.start.pace_chart import PaceChart
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.parts import action_button, column, heading, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.scrolling import scroll_to
from ui.widgets.share_bar import percent_text
from ui.widgets.table import Table

NARROWEST = 110


class ChartPanel(QWidget):
    """Attributes: `charts` and `tables`, of which one pair is shown."""

    def __init__(self, theme: Theme, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = (CoverageChart(theme), PaceChart(theme))
        self.tables = (
            Table(theme, _("Registered and approved by community")),
            Table(theme, _("Registered and approved day by day")),
        )
        self._communities: RowModel[CommunityProgress] = RowModel(theme, _share_columns(), self)
        self._days: RowModel[HistoryDay] = RowModel(theme, _day_columns(), self)
        self.tables[0].show_rows(self._communities)
        self.tables[1].show_rows(self._days)
        self._drawn = ColumnGrid(theme, NARROWEST, is_ragged=True)
        self._told = ColumnGrid(theme, NARROWEST, is_ragged=True)
        self._drawn.set_widgets(list(self.charts))
        self._told.set_widgets(list(self.tables))
        self._told.hide()
        top = row(theme, heading(theme, _("Charts")))
        top.addStretch(1)
        top.addWidget(action_button(action))
        lines = column(theme, self, gap=1)
        lines.addLayout(top)
        lines.addWidget(self._drawn)
        lines.addWidget(self._told)

    def show_progress(self, progress: ProgressView) -> None:
        """Draw and list these figures."""
        for chart in self.charts:
            chart.show_progress(progress)
        communities = [one for one in progress.communities if one.on_roster]
        self._communities.set_rows(communities)
        self._days.set_rows(list(reversed(progress.total.history)))
        self.tables[0].fit_rows(max(len(communities), 1))
        self.tables[1].fit_rows(max(len(progress.total.history), 1))

    @Slot()
    def switch(self) -> None:
        """Tables instead of charts, or charts again; the focus goes along."""
        are_told = self._drawn.isVisible()
        self._drawn.setVisible(not are_told)
        self._told.setVisible(are_told)
        scroll_to(self)
        (self.tables if are_told else self.charts)[0].setFocus()


def _share_columns() -> list[Column[CommunityProgress]]:
    return [
        Column(_("Community"), lambda c: c.name, width=0),
        Column(_("On roster"), lambda c: f"{c.on_roster:,}", is_number=True, width=16),
        Column(_("Registered"), lambda c: _share(c, c.with_entry), is_number=True, width=32),
        Column(_("Approved"), lambda c: _share(c, c.approved), is_number=True, width=32),
    ]


def _share(community: CommunityProgress, count: int) -> str:
    return f"{count:,}  {percent_text(count / community.on_roster)}"


def _day_columns() -> list[Column[HistoryDay]]:
    return [
        Column(_("Day"), lambda d: long_day(d.day), width=0),
        Column(_("Registered"), lambda d: f"{d.registered:,}", is_number=True, width=24),
        Column(_("Approved"), lambda d: f"{d.approved:,}", is_number=True, width=24),
    ]
