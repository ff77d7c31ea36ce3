"""The page of the ranking: places, measures, the weights and why they are so, PDF and Excel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.ranking import MEASURE_NAMES, Measure
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.ranking_views import RankingView, RankLine
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.weights_card import WeightsCard, WeightsWish
from ui.target_file import TargetKind, ask_target
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.share_bar import percent_text
from ui.widgets.table import Table


class RankingPage(DistrictPage):
    """Attributes: `table` of places, `weights` below it."""

    TITLE = N_("Ranking")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._model: RowModel[RankLine] = RowModel(self.theme, rank_columns(), self)
        self.table = Table(self.theme, _("Ranking"))
        self.table.show_rows(self._model)
        self.formula = label("", "muted", wraps=True)
        self.weights = WeightsCard(self.theme)
        self.weights.setEnabled(Role.ADMINISTRATOR in context.desk.user.roles)
        self.weights.wanted.connect(self._change)
        self.empty = EmptyState(self.theme, "office")
        self.empty.say(
            _("No town yet"),
            _("Accept the towns' key cards under Receipts; then open their bundles."),
        )
        self.empty.action.hide()
        write = self.add_page_action(_("&Write as PDF or Excel …"), "Ctrl+P", self.choose_file)
        self.header.use_main_action(write)
        area, lines = scrolling(self.theme)
        for widget in (self.table, self.empty, self.formula, self.weights):
            lines.addWidget(widget)
        lines.addStretch(1)
        self.body.addWidget(area)

    @property
    def lines(self) -> tuple[RankLine, ...]:
        """The places that are shown."""
        return self._model.rows

    def read(self) -> None:
        """The ranking by today's figures."""
        self.run(self.calls.ranking, on_done=self._show)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the ranking goes."""
        kinds = (TargetKind.PDF, TargetKind.EXCEL)
        if target := ask_target(self, _("Ranking"), *kinds, title=_("Write the ranking to")):
            self.run(self.calls.print_ranking, target, on_done=self._show_written)

    @Slot(object)
    def _show_written(self, document: WrittenDocument) -> None:
        words = _("Written: {files}").format(files=Path(document.path).name)
        self.messages.show_message("done", words)

    @Slot(object)
    def _change(self, wish: WeightsWish) -> None:
        self.run(self.calls.weigh, wish.weights, wish.reason, on_done=self._see_changed)

    @Slot(object)
    def _see_changed(self, ranking: RankingView) -> None:
        self._show(ranking)
        self.messages.show_message("done", _("The towns are ranked by the new weights."))

    @Slot(object)
    def _show(self, ranking: RankingView) -> None:
        self._model.set_rows(ranking.lines)
        self.table.fit_rows(max(len(ranking.lines), 1))
        self.table.setVisible(bool(ranking.lines))
        self.empty.setVisible(not ranking.lines)
        self.formula.setText("\n".join(map(str, ranking.formula)))
        self.weights.show_ranking(ranking)


def rank_columns() -> tuple[Column[RankLine], ...]:
    """Place, town, score and each measure with the counts it rests on as tip."""
    return (
        Column(_("Rank"), lambda one: str(one.rank), is_number=True, width=13),
        Column(_("Town"), lambda one: one.town_name, tip=lambda one: one.town, width=0),
        Column(_("Score"), lambda one: f"{one.score:.2f}", is_number=True, width=18),
        *(_measure(measure) for measure in Measure),
    )


def _measure(measure: Measure) -> Column[RankLine]:
    return Column(
        _(MEASURE_NAMES[measure]),
        lambda one: percent_text(one.measures[measure]),
        is_number=True,
        tip=lambda one: _counts(measure, one),
        width=26,
    )


def _counts(measure: Measure, one: RankLine) -> str:
    f = one.figures
    pairs = {
        Measure.TIMELINESS: (f.entries - f.late, f.people),
        Measure.COVERAGE: (f.entries, f.people),
        Measure.HOME_VISITS: (f.visited, f.surveyed),
        Measure.BY_APP: (f.by_app, f.surveyed),
        Measure.ACCURACY: (f.items_asked - f.items_differing, f.items_asked),
        Measure.NOT_RETURNED: (f.entries - f.returned, f.entries),
    }
    part, whole = pairs[measure]
    return f"{part:,}/{whole:,}"
