"""The district's start page: days left, what to do today, towns with the furthest behind first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.district_views import TownProgress, sum_of
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.changes import Destination
from ui.context import AppContext
from ui.dates import long_day
from ui.district.town_columns import LIST_OF_COLUMN, SIGN_OFF_COLUMN, town_columns
from ui.page import Page
from ui.start.deadline_card import DeadlineCard
from ui.start.figures import Figure
from ui.start.task_list import TaskList
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

CARD_STEPS = 78
KINDS = ("town", "district")
ENTRIES = Destination("town_entries")


class DistrictStartPage(Page):
    """Shows what the window reads of the towns' progress; every number leads to its list."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Start"), parent)
        self.cards = {kind: DeadlineCard(self.theme) for kind in KINDS}
        self.tasks = TaskList(self.theme)
        self._model: RowModel[TownProgress] = RowModel(self.theme, town_columns(), self)
        self.table = Table(self.theme, _("Towns"))
        self.table.show_rows(self._model)
        self.empty = EmptyState(self.theme, "intake")
        self.empty.say(
            _("No town yet"),
            _("Accept the towns' key cards under Receipts; then open their bundles."),
            _("To the key cards"),
        )
        self._lay_out()
        for card in self.cards.values():
            card.wanted.connect(self._go)
        self.tasks.wanted.connect(self._go)
        self.table.row_chosen.connect(self._choose)
        self.empty.acted.connect(self._go_to_cards)

    @Slot(object)
    def see_progress(self, progress: ProgressView) -> None:
        """Show the figures."""
        self.header.set_note(_("Today {day}").format(day=long_day(progress.today)))
        figures = _handed_over(progress), _accepted(progress)
        for deadline in progress.deadlines:
            if deadline.kind in self.cards:
                self.cards[deadline.kind].show_deadline(deadline)
                self.cards[deadline.kind].show_figures(*figures)
                figures = figures[::-1]
        self.tasks.show_tasks(progress.tasks)
        towns = (*progress.towns, *_sum(progress.towns))
        self._model.columns = town_columns(progress.home_visit_target, progress.app_target)
        self._model.set_rows(towns)
        self.table.setVisible(bool(progress.towns))
        self.empty.setVisible(not progress.towns)
        self.table.fit_rows(max(len(towns), 1))

    @Slot(object)
    def _choose(self, index: QModelIndex) -> None:
        town = self._model.row_at(index)
        if town is not None:
            if index.column() == SIGN_OFF_COLUMN:
                self.go_to.emit(Destination("departments", town.code))
                return
            view = LIST_OF_COLUMN.get(index.column(), "")
            self.go_to.emit(Destination("town_entries", f"town:{town.code}:{view}"))

    @Slot(object)
    def _go(self, destination: Destination) -> None:
        self.go_to.emit(destination)

    @Slot()
    def _go_to_cards(self) -> None:
        self.go_to.emit(Destination("receipts"))

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        grid = ColumnGrid(self.theme, CARD_STEPS)
        grid.set_widgets(list(self.cards.values()))
        title = row(self.theme, heading(self.theme, _("Towns")))
        title.addWidget(
            label(_("Enter or a double click opens the entries that a number counts."), "muted")
        )
        title.addStretch(1)
        lines.addWidget(grid)
        lines.addWidget(self.tasks)
        lines.addLayout(title)
        lines.addWidget(self.table)
        lines.addWidget(self.empty)
        lines.addStretch(1)
        self.body.addWidget(area)


def _sum(towns: tuple[TownProgress, ...]) -> tuple[TownProgress, ...]:
    """A last line for all towns where there are several."""
    return (sum_of(towns),) if len(towns) > 1 else ()


def _handed_over(progress: ProgressView) -> Figure:
    total = progress.total
    return _figure(_("Handed over"), total.handed_over, total.on_roster, Destination("received"))


def _accepted(progress: ProgressView) -> Figure:
    accepted = sum(town.accepted for town in progress.towns)
    return _figure(_("Accepted"), accepted, progress.total.handed_over, Destination("receipts"))


def _figure(name: str, count: int, whole: int, rest: Destination) -> Figure:
    share = count / whole if whole else None
    left = whole - count
    verdict = _("{count} to go").format(count=f"{left:,}") if left > 0 else ""
    return Figure(name, share, f"{count:,}/{whole:,}", 1.0, verdict, ENTRIES, rest)
