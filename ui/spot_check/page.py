"""The page of spot checks: plan, drawn people, sheets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import SampleView
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.page import Page
from ui.spot_check.members_pane import MembersPane
from ui.spot_check.plan_card import Plan, PlanCard, drawn_words
from ui.spot_check.printing import Printing
from ui.spot_check.sample_calls import SampleCalls, office_calls
from ui.spot_check.sheets_card import SheetsCard
from ui.spot_check.side_by_side import SideBySide
from ui.widgets.parts import action_button, row
from ui.widgets.scrolling import scrolling

WIDE_STEPS = 240


class SpotCheckPage(Page):
    """Attributes: `plan`, `members` and `sheets` from left to right."""

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
        self.sheets = SheetsCard(self.theme)
        self._lay_out()
        self.plan.draw_wanted.connect(self._draw)
        self.members.entry_wanted.connect(self._go_to_entry)
        self.members.code_given.connect(self._find)
        self.add_page_action(_("Draw the sample"), "Ctrl+Return", self.plan.draw)
        self._printing = Printing(self, self.sheets, self._calls.print_sheets)
        self.add_page_action(_("Scan or type a code"), "/", self._go_to_code)
        second = self.add_page_action(_("Blind second entry …"), "Ctrl+E", self._go_to_second)
        self._foot.insertWidget(0, action_button(second))

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        for widget, steps in ((self.plan.table, 40), (self.members, 90)):
            widget.setMinimumHeight(self.theme.space(steps))
        parts = ((self.plan, 30), (self.members, 45), (self.sheets, 25))
        lines.addWidget(SideBySide(self.theme, parts, WIDE_STEPS), 1)
        self._foot = row(self.theme)
        self._foot.addStretch(1)
        lines.addLayout(self._foot)
        self.body.addWidget(area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Show the newest sample."""
        if changes.touches(Kind.SAMPLES):
            self.run(self._calls.last, on_done=self._show_sample)

    def showEvent(self, event: QShowEvent) -> None:
        """A hand scanner types at once."""
        super().showEvent(event)
        self.members.code.setFocus()

    @Slot(object)
    def _draw(self, plan: Plan) -> None:
        self.messages.clear()
        job = partial(self._calls.draw, share=plan.share, seed=plan.seed)
        self.run(job, on_done=self._show_drawn)

    @Slot(object)
    def _show_drawn(self, sample: SampleView) -> None:
        self._show_sample(sample)
        self.messages.show_message("done", drawn_words(len(sample.members)))
        self.changed.emit(changed(Kind.SAMPLES))

    @Slot(object)
    def _show_sample(self, sample: SampleView | None) -> None:
        self.plan.show_sample(sample)
        self.members.show_sample(sample)
        self.sheets.set_ready(is_ready=sample is not None)

    @Slot(object)
    def _go_to_entry(self, entry: EntryId) -> None:
        self.navigate("verify", entry)

    @Slot(str)
    def _find(self, code: str) -> None:
        self.run(self._calls.find, code, on_done=self._show_found)

    @Slot(object)
    def _show_found(self, entry: EntryId | None) -> None:
        if entry is None:
            self.members.refuse_code()
        else:
            self.members.accept_code()
            self._go_to_entry(entry)

    @Slot()
    def _go_to_second(self) -> None:
        self.navigate("second_entry")

    @Slot()
    def _go_to_code(self) -> None:
        self.members.code.setFocus()
