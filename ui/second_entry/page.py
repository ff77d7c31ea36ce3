"""The page of blind second entry."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.second_entry_plan import SecondPlan
from dsurvey_desktop.usecases.second_entry_views import (
    DifferenceView,
    SecondDrawn,
    SecondLine,
    SecondReport,
)
from dsurvey_desktop.usecases.trial_views import Trial
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.page import Page
from ui.second_entry.differences_card import Decision, DifferencesCard
from ui.second_entry.draw_card import DrawCard
from ui.second_entry.enter_panel import EnterPanel
from ui.second_entry.rates_card import RatesCard
from ui.second_entry.second_calls import SecondCalls, office_calls
from ui.spot_check.plan_card import Plan
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scroll_to, scrolling


class SecondEntryPage(Page):
    """Attributes: `drawn`, `differences` and `rates`; `panel` takes their place while entering."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: SecondCalls | None = None,
    ) -> None:
        super().__init__(context, _("Second entry"), parent)
        self._calls = calls or office_calls(context.desk)
        self._revealing: EntryId | None = None
        self._told_missing = 0
        self.drawn = DrawCard(self.theme)
        self.panel = EnterPanel(self.theme)
        self.differences = DifferencesCard(self.theme)
        write = self.add_page_action(_("Write the report …"), "Ctrl+P", self.choose_target)
        self.rates = RatesCard(self.theme, write)
        area, lines = scrolling(self.theme)
        lines.addWidget(self.panel, 100)
        for card in (self.drawn, self.differences, self.rates):
            lines.addWidget(card)
        lines.addStretch(1)
        self.body.addWidget(area)
        self._connect()
        self.add_page_action(_("Draw the share"), "Ctrl+Return", self.drawn.draw)
        self.add_page_action(_("Keep the second entry"), "Ctrl+S", self.save)
        self.add_page_action(_("The first is right"), "F7", self.differences.keep_first)
        self.add_page_action(_("The second is right"), "F8", self.differences.keep_second)
        self.add_page_action(_("Neither is right …"), "F9", self.differences.ask_other)
        self.add_page_action(_("Show the numbers"), "V", self.reveal)
        self.add_page_action(_("Back to the spot checks"), "B", self.go_back)

    def _connect(self) -> None:
        self.drawn.draw_wanted.connect(self._draw)
        self.drawn.entry_chosen.connect(self.begin)
        self.panel.answers_changed.connect(self._try)
        self.panel.save_wanted.connect(self.save)
        self.panel.left.connect(self.leave)
        self.differences.decided.connect(self._decide)
        self.differences.entry_chosen.connect(self.go_to_entry)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read who is drawn, what differs and the rates again; what is being entered stays."""
        if changes.touches(Kind.OFFICE, Kind.SAMPLES, Kind.ENTRIES, Kind.INTAKE):
            self.run(self._calls.plan, on_done=self._show_plan)
            self.run(self._calls.lines, on_done=self._show_lines)
            self.run(self._calls.differences, on_done=self._show_differences)
            self.run(self._calls.rates, on_done=self._show_rates)

    def take_focus(self) -> None:
        """On the list, or on the share where nothing is drawn."""
        (self.drawn.table if self.drawn.model.rows else self.drawn.share).setFocus()

    @Slot(object)
    def begin(self, line: SecondLine) -> None:
        """Open the blank form of a line, where this person may enter it."""
        if line.entered_by:
            words = _("It was entered again already; what differs is listed below.")
            self.messages.show_message("notice", words)
            return
        if line.is_own:
            self.messages.show_message(
                "notice",
                _("You took this entry in, changed or approved it; another person enters it."),
                _("Please let a colleague sign in and enter it from the paper."),
            )
            return
        self.messages.clear()
        self._show_panel(is_shown=True)
        self._told_missing = 0
        self.panel.begin(line)

    @Slot()
    def leave(self) -> None:
        """Put the paper away; nothing is kept."""
        self.panel.end()
        self._show_panel(is_shown=False)
        self.take_focus()

    @Slot()
    def save(self) -> None:
        """Keep what was entered."""
        line, missing = self.panel.line, self.panel.missing
        if line is not None and missing and self._told_missing != missing:
            self._told_missing = missing
            words = _("{count} answers that must be given are blank. It can be kept only once.")
            advice = _("Where the paper is blank too, keep it once more (Ctrl+S).")
            self.messages.show_message("warning", words.format(count=missing), advice)
        elif line is not None:
            answers = dict(self.panel.answers)
            self.run(self._calls.enter, line.entry, answers, on_done=self._tell_entered)

    @Slot()
    def reveal(self) -> None:
        """Show the numbers of the chosen difference, which is logged."""
        one = self.differences.current
        if one is not None:
            self._revealing = one.entry
            self.run(self._calls.reveal, one.entry, on_done=self._show_numbers)

    @Slot()
    def choose_target(self) -> None:
        """Ask where the report goes, and write it."""
        name = _("Report of second entry")
        if target := ask_target(self, name, TargetKind.PDF, TargetKind.EXCEL):
            self.run(self._calls.write, target, on_done=self._tell_written)

    @Slot(object)
    def _tell_written(self, written: WrittenDocument) -> None:
        words = _("Written: {files}").format(files=Path(written.path).name)
        self.messages.show_message("done", words, _("It holds personal data: keep it safe."))

    @Slot()
    def go_back(self) -> None:
        """Back to the spot checks."""
        self.navigate("spot_check")

    @Slot(object)
    def go_to_entry(self, entry: EntryId) -> None:
        """Look at an entry."""
        self.navigate("verify", entry)

    @Slot(object)
    def _show_numbers(self, _nothing: object) -> None:
        if self._revealing is not None:
            self.differences.reveal(self._revealing)

    def _show_panel(self, *, is_shown: bool) -> None:
        self.panel.setVisible(is_shown)
        self.drawn.setVisible(not is_shown)
        self.differences.setVisible(not is_shown and bool(self.differences.model.rows))
        self.rates.setVisible(not is_shown and bool(self.rates.communities.model.rows))

    @Slot(object)
    def _try(self, answers: object) -> None:
        if self.panel.line is not None:
            entry = self.panel.line.entry
            self.run(self._calls.begin, entry, answers, on_done=self._show_trial)

    @Slot(object)
    def _show_trial(self, trial: Trial) -> None:
        if self.panel.line is None:
            return
        is_first = not self.panel.answers
        self.panel.show_trial(trial)
        fields = self.panel.form.sections.fields
        if is_first and fields:
            fields[0].setFocus()
            scroll_to(self.panel.form)

    @Slot(object)
    def _tell_entered(self, line: SecondLine) -> None:
        self.leave()
        words = _("{name}: {fields} fields compared, {differing} differ.")
        said = words.format(name=line.name, fields=line.fields, differing=line.differing)
        self.messages.show_message("done", said)
        self._tell_others()

    @Slot(object)
    def _draw(self, plan: Plan) -> None:
        self.messages.clear()
        job = partial(self._calls.draw, share=plan.share, seed=plan.seed)
        self.run(job, on_done=self._tell_drawn)

    @Slot(object)
    def _tell_drawn(self, drawn: SecondDrawn) -> None:
        words = _("{count} entries are drawn. The plan is kept, so that it can be checked.")
        self.messages.show_message("done", words.format(count=len(drawn.entries)))
        self._tell_others()

    @Slot(object)
    def _decide(self, one: Decision) -> None:
        job = partial(self._calls.decide, one.difference, one.kept, one.reason, one.value)
        self.run(job, on_done=self._tell_decided)

    @Slot(object)
    def _tell_decided(self, one: DifferenceView) -> None:
        words = _("Decided; the other answer stays on record.")
        self.messages.show_message("done", words)
        self.changed.emit(changed(Kind.ENTRIES, entries=(one.entry,)))
        self.refresh(changed(Kind.SAMPLES))
        self.differences.table.setFocus()

    def _tell_others(self) -> None:
        self.changed.emit(changed(Kind.SAMPLES))
        self.refresh(changed(Kind.SAMPLES))

    @Slot(object)
    def _show_plan(self, plan: SecondPlan) -> None:
        self.drawn.show_plan(plan)

    @Slot(object)
    def _show_lines(self, lines: tuple[SecondLine, ...]) -> None:
        self.drawn.show_lines(lines)

    @Slot(object)
    def _show_differences(self, found: tuple[DifferenceView, ...]) -> None:
        self.differences.show_differences(found)
        self._keep_panel()

    @Slot(object)
    def _show_rates(self, report: SecondReport) -> None:
        self.rates.show_report(report)
        self._keep_panel()

    def _keep_panel(self) -> None:
        """The first answers stay out of sight while somebody enters the second."""
        if self.panel.line is not None:
            self._show_panel(is_shown=True)
