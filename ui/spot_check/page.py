"""The page of spot checks: plan, drawn people, sheets and their results."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import SampleView
from dsurvey_desktop.usecases.sheet_views import RecordedSheet, SheetView
from dsurvey_desktop.usecases.spot_result_views import SpotResults
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.kept_choices import KeptChoices
from ui.kept_order import KeptOrder
from ui.page import Page
from ui.spot_check.members_pane import MembersPane
from ui.spot_check.plan_card import Plan, PlanCard, drawn_words
from ui.spot_check.printing import Printing
from ui.spot_check.rates_card import RatesCard
from ui.spot_check.reporting import Reporting
from ui.spot_check.results_card import ResultsCard
from ui.spot_check.sample_calls import SampleCalls, office_calls
from ui.spot_check.sheet_form import SheetForm, SheetWish
from ui.spot_check.sheets_card import SheetsCard
from ui.spot_check.side_by_side import SideBySide
from ui.widgets.parts import action_button, column, row
from ui.widgets.scrolling import scrolling

WIDE_STEPS = 240
SHARES, SHARES_OF_SHEET = (30, 45, 25), (0, 40, 60)
"""Of the width for plan, people, sheets; and while a sheet is answered."""


class SpotCheckPage(Page):
    """Attributes: `plan`, `members`, `sheets` from left to right, `form` in their place."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: SampleCalls | None = None,
    ) -> None:
        super().__init__(context, _("Spot check"), parent)
        self._calls = calls or office_calls(context.desk)
        self.plan = PlanCard(self.theme)
        self.members = MembersPane(self.theme)
        KeptOrder(self.members.table, KeptChoices(context, "spot_check"), "members")
        self.sheets = SheetsCard(self.theme)
        self.results = ResultsCard(self.theme)
        self.form = SheetForm(self.theme, context.desk.today)
        self._reporting = Reporting(self, self._calls.report)
        self.rates = RatesCard(self.theme, self._reporting.write)
        self._lay_out()
        self.plan.draw_wanted.connect(self._draw)
        self.members.code_given.connect(self._find)
        self.form.entry_wanted.connect(self._go_to_entry)
        self.form.wanted.connect(self._record)
        self.form.closed.connect(self._close_form)
        self._draw_it = self.add_page_action(_("Draw the sample"), "Ctrl+Return", self.plan.draw)
        self._printing = Printing(self, self.sheets, self._calls.print_sheets)
        self.add_page_action(_("Scan or type a code"), "/", self._go_to_code)
        self.add_page_action(_("&Save the result"), "Ctrl+S", self.form.save)
        second = self.add_page_action(_("Blind second entry …"), "Ctrl+E", self._go_to_second)
        self._foot.insertWidget(0, action_button(second))

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        for widget, steps in ((self.plan.table, 40), (self.members, 90)):
            widget.setMinimumHeight(self.theme.space(steps))
        right = QWidget()
        column_of_right = column(self.theme, right, gap=3)
        for part in (self.sheets, self.results, self.form):
            column_of_right.addWidget(part)
        column_of_right.addStretch(1)
        parts = tuple(zip((self.plan, self.members, right), SHARES, strict=True))
        self._across = SideBySide(self.theme, parts, WIDE_STEPS)
        lines.addWidget(self._across, 1)
        lines.addWidget(self.rates)
        self._foot = row(self.theme)
        self._foot.addStretch(1)
        lines.addLayout(self._foot)
        self.body.addWidget(area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Show the newest sample."""
        if changes.touches(Kind.SAMPLES):
            self.run(self._calls.last, on_done=self._show_sample)
        if changes.touches(Kind.SAMPLES, Kind.INTAKE, Kind.ENTRIES):
            self.run(self._calls.frame, on_done=self.plan.show_frame)

    def showEvent(self, event: QShowEvent) -> None:
        """A hand scanner types at once."""
        super().showEvent(event)
        self.members.code.setFocus()

    @Slot(object)
    def _draw(self, plan: Plan) -> None:
        self.messages.clear()
        self.run(self._calls.draw, plan.as_sample_plan, plan.seed, on_done=self._show_drawn)

    @Slot(object)
    def _show_drawn(self, sample: SampleView) -> None:
        self._show_sample(sample)
        self.messages.show_message("done", drawn_words(len(sample.members)))
        self.changed.emit(changed(Kind.SAMPLES))

    @Slot(object)
    def _show_sample(self, sample: SampleView | None) -> None:
        self.plan.show_sample(sample)
        self.sheets.set_ready(is_ready=sample is not None)
        if sample is None:
            self._show_results(None)
        else:
            self.run(self._calls.results, on_done=self._show_results)

    @Slot(object)
    def _show_results(self, results: SpotResults | None) -> None:
        self.members.show_results(results)
        self.results.show_results(results)
        self.rates.show_results(results)
        self._reporting.set_ready(is_ready=results is not None)

    @Slot(object)
    def _go_to_entry(self, entry: EntryId) -> None:
        self.navigate("verify", entry)

    @Slot(str)
    def _find(self, code: str) -> None:
        unsaved = self.form.unsaved_code
        if unsaved:
            self.members.accept_code()
            words = _("Sheet {code} is not saved yet.").format(code=unsaved)
            self.messages.show_message("notice", words, _("Please save it (Ctrl+S) or close it."))
            self.form.items.setFocus()
            return
        self.run(
            self._calls.sheet, code, on_done=self._show_sheet, on_failed=self.members.refuse_code
        )

    @Slot(object)
    def _show_sheet(self, sheet: SheetView) -> None:
        self.members.accept_code()
        self._turn_to_form(is_open=True)
        self.form.show_sheet(sheet)

    @Slot(object)
    def _record(self, wish: SheetWish) -> None:
        job = partial(self._calls.record, wish.code, wish.result)
        self.run(job, on_done=self._show_recorded)

    @Slot(object)
    def _show_recorded(self, sheet: RecordedSheet) -> None:
        self.form.close_sheet()
        words = _("Sheet {code} is saved.").format(code=sheet.short_code)
        differs = _("What differs is a warning of the form now, to be corrected or explained.")
        self.messages.show_message("done", words, differs if sheet.differing else "")
        self.changed.emit(changed(Kind.SAMPLES, Kind.ENTRIES))
        self.run(self._calls.results, on_done=self._show_results)

    @Slot()
    def _close_form(self) -> None:
        self._turn_to_form(is_open=False)
        self._go_to_code()

    def _turn_to_form(self, *, is_open: bool) -> None:
        """The form takes the place of all but the people."""
        for part in (self.plan, self.sheets, self.results):
            part.setVisible(not is_open)
        self._draw_it.setEnabled(not is_open)
        self._across.share_out(*(SHARES_OF_SHEET if is_open else SHARES))

    @Slot()
    def _go_to_second(self) -> None:
        self.navigate("second_entry")

    @Slot()
    def _go_to_code(self) -> None:
        self.members.code.setFocus()
