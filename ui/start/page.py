"""The start page: deadlines, shares, communities worst first, and what to do today."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import CommunityProgress, ProgressView
from ui.changes import Destination
from ui.context import AppContext
from ui.dates import long_day
from ui.kept_choices import KeptChoices, KeptCombo, KeptScroll
from ui.kept_order import KeptOrder
from ui.page import Page
from ui.start import figures
from ui.start.block_list import BlockList
from ui.start.chart_panel import ChartPanel
from ui.start.community_columns import CommunityColumn, community_columns
from ui.start.deadline_card import DeadlineCard
from ui.start.papers import Papers
from ui.start.task_list import TaskList
from ui.start.tasks import is_deadline_met
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

CARD_STEPS = 78
FIGURES = {
    "community": (figures.covered, figures.home_visits),
    "town": (figures.approved, figures.by_app),
    "district": (figures.handed_over, figures.confirmed),
}


class StartPage(Page):
    """Shows what the window reads of the office's progress; every number leads to its list."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Start"), parent)
        self._columns: tuple[CommunityColumn, ...] = ()
        self._model: RowModel[CommunityProgress] | None = None
        self.cards: dict[str, DeadlineCard] = {kind: DeadlineCard(self.theme) for kind in FIGURES}
        self.tasks = TaskList(self.theme)
        self.table = Table(self.theme, _("Communities"))
        self.blocks = BlockList(self.theme)
        choices = KeptChoices(context, "start")
        self._kept = KeptCombo(self.blocks.community, choices, "blocks")
        self.empty = EmptyState(self.theme, "roster")
        advice = _("Import it, and this page shows how far each community is.")
        self.empty.say(_("No roster yet"), advice, _("Go to the roster"))
        self.empty.acted.connect(self._go_to_roster)
        self.tracking = QWidget()
        self.basis = label("", "muted", wraps=True)
        self.papers = Papers(self)
        self.header.use_main_action(self.papers.notice)
        words = _("Charts or &tables")
        tip = _("The same figures drawn, or as tables")
        self.switch_charts = self.add_page_action(words, "Ctrl+T", self.show_other_form, tip=tip)
        self.charts = ChartPanel(self.theme, self.switch_charts)
        self._lay_out()
        for card in self.cards.values():
            card.wanted.connect(self._go)
        self.tasks.wanted.connect(self._go)
        self.blocks.wanted.connect(self._go)
        self.cards["district"].link_chosen.connect(self.show_blocks)
        self.table.row_chosen.connect(self._choose_cell)

    @Slot(object)
    def see_progress(self, progress: ProgressView) -> None:
        """Show the figures."""
        self.header.set_note(_("Today {day}").format(day=long_day(progress.today)))
        for deadline in progress.deadlines:
            is_met = is_deadline_met(progress, deadline)
            self.cards[deadline.kind].show_deadline(deadline, is_met=is_met)
        for kind, (main, rate) in FIGURES.items():
            self.cards[kind].show_figures(main(progress), rate(progress))
        total = progress.total
        self.cards["community"].show_forecast(total.registering if total.on_roster else None)
        self.cards["town"].show_forecast(total.approving if total.on_roster else None)
        self.cards["district"].show_forecast(None)
        self.tasks.show_tasks(progress.tasks)
        self.cards["district"].show_link(_in_the_way(progress))
        self.blocks.show_progress(progress)
        if self._kept.restore():
            self.blocks.show_chosen()
        self.charts.show_progress(progress)
        self.basis.setText(str(progress.forecast_basis))
        for part in (self.empty, self.tracking):
            part.setVisible((part is self.empty) == (not progress.communities))
        self._show_communities(progress)

    def open(self, argument: Any) -> None:
        """What stands in the way of the community of this code, empty for all."""
        self.blocks.choose(str(argument))

    @Slot()
    def show_blocks(self) -> None:
        """Go to what stands in the way of all."""
        self.blocks.choose("")

    @Slot()
    def show_other_form(self) -> None:
        """Charts as tables, or drawn again."""
        self.charts.switch()

    def _show_communities(self, progress: ProgressView) -> None:
        if self._model is None:
            self._columns = community_columns(progress)
            self._model = RowModel(self.theme, [c.column for c in self._columns], self)
            self.table.show_rows(self._model)
            KeptOrder(self.table, KeptChoices(self.context, "start"), "communities")
        self._model.set_rows(progress.communities)
        self.table.fit_rows(max(len(progress.communities), 1))

    @Slot(object)
    def _choose_cell(self, index: QModelIndex) -> None:
        community = None if self._model is None else self._model.row_at(index)
        if community is not None:
            self.go_to.emit(self._columns[index.column()].leads_to(community))

    @Slot()
    def _go_to_roster(self) -> None:
        self.navigate("roster")

    @Slot(object)
    def _go(self, destination: Destination) -> None:
        self.go_to.emit(destination)

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        grid = ColumnGrid(self.theme, CARD_STEPS)
        grid.set_widgets(list(self.cards.values()))
        title = row(self.theme, heading(self.theme, _("Villages and communities")))
        how = _("Enter or a double click opens the list behind a number.")
        title.addWidget(label(how, "muted", wraps=True), 1)
        title.addWidget(action_button(self.papers.calendar))
        lines.addWidget(grid)
        lines.addWidget(self.tasks)
        lines.addWidget(self.empty)
        tracked = column(self.theme, self.tracking, gap=4)
        tracked.addLayout(title)
        for widget in (self.table, self.basis, self.blocks, self.charts):
            tracked.addWidget(widget)
        lines.addWidget(self.tracking)
        lines.addStretch(1)
        self.body.addWidget(area)
        self._kept_place = KeptScroll(area, KeptChoices(self.context, "start"))


def _in_the_way(progress: ProgressView) -> str:
    count = len(progress.total.blocks)
    return _("{count} things stand in the way").format(count=count) if count else ""
