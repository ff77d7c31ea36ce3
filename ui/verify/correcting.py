"""Corrections, explanations and shown numbers: each is one job and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.page import Page
from ui.verify.correction_calls import CorrectionCalls
from ui.verify.entry_calls import EntryCalls
from ui.verify.finding_news import correction_news
from ui.verify.findings_list import Explanation
from ui.verify.form_field import Correction
from ui.verify.meanwhile import Meanwhile
from ui.verify.workbench import Workbench


class Correcting(QObject):
    """Writes what the form asks for and shows the entry as it is then."""

    def __init__(
        self, page: Page, bench: Workbench, calls: EntryCalls, many: CorrectionCalls
    ) -> None:
        super().__init__(page)
        self._many = many
        self._page = page
        self._bench = bench
        self._calls = calls
        self.meanwhile = Meanwhile(page, bench, calls)
        bench.form.save_wanted.connect(self.correct)
        bench.form.findings.explained.connect(self.keep_explanation)

    @Slot(object)
    def correct(self, correction: Correction) -> None:
        """Save a correction; the rules run again."""
        view = self._bench.view
        if view is not None:
            self._bench.form.sections.prefer_reason(correction.listed_reason)
            job = partial(self._calls.correct, view.id, correction.item, seen=view.seen)
            self._run(job, correction.value, correction.reason, on_done=self._tell_corrected)

    @Slot()
    def take_proposal(self) -> None:
        """Put what the evidence proposes into the editor; it is saved with a reason."""
        proposals = self._bench.evidence.proposals
        if self._bench.view is None or proposals.take_first():
            return
        if proposals.needs_numbers:
            words = _("The number is masked. V shows it, then T takes what is proposed.")
            self._page.messages.show_message("notice", words)
        else:
            self._page.messages.show_message(
                "notice",
                _("Nothing is proposed for this item."),
                _("Proposals come from roster, household, last year and from what stands there."),
            )

    @Slot()
    def undo(self) -> None:
        """Take back one's own last correction of this entry."""
        view = self._bench.view
        if view is not None:
            job = partial(self._calls.undo, view.id, seen=view.seen)
            self._run(job, on_done=self._tell_undone)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        view = self._bench.view
        if view is not None:
            job = partial(self._many.redo, view.id, seen=view.seen)
            self._run(job, on_done=self._tell_redone)

    def offer_reasons(self) -> None:
        """Read the reasons the office has added."""
        self._page.run(self._calls.reasons, on_done=self._show_reasons)

    @Slot(object)
    def _show_reasons(self, own: tuple[str, ...]) -> None:
        self._bench.form.sections.offer_reasons(own)

    @Slot(object)
    def _tell_redone(self, view: EntryView) -> None:
        self._tell(view, _("The correction is done again."))

    @Slot()
    def explain(self) -> None:
        """Open the line to explain a warning."""
        if not self._bench.form.findings.begin_explanation():
            self._page.messages.show_message(
                "notice",
                _("There is no warning to explain here."),
                _("Errors are corrected with F2."),
            )

    @Slot(object)
    def keep_explanation(self, explanation: Explanation) -> None:
        """Keep why a warning is true after all."""
        view = self._bench.view
        if view is not None:
            rule, item = explanation.rule, explanation.item
            call, said = self._calls.explain, explanation.said
            job = partial(call, view.id, rule, item, seen=view.seen, said=said)
            self._run(job, explanation.words, on_done=self._tell_explained)

    @Slot()
    def reveal(self) -> None:
        """Log that numbers are shown, then show them."""
        view = self._bench.view
        if view is not None and not self._bench.form.is_revealed:
            self._page.run(self._calls.reveal, view.id, on_done=self._show_numbers)

    @Slot(object)
    def _tell_corrected(self, view: EntryView) -> None:
        before = self._bench.view
        words = str(correction_news(before if before is not None else view, view))
        self._tell(view, words)

    @Slot(object)
    def _tell_undone(self, view: EntryView) -> None:
        self._tell(view, _("The last correction is taken back; both stay on record."))

    @Slot(object)
    def _tell_explained(self, view: EntryView) -> None:
        self._tell(view, _("The explanation is kept with the entry."))
        self._bench.take_back_focus()

    @Slot(object)
    def _show_numbers(self, _nothing: object) -> None:
        view = self._bench.view
        self._bench.form.reveal()
        if view is not None:
            self._bench.update_view(view)

    def _run(self, job: Callable[..., EntryView], *args: Any, on_done: Callable[..., None]) -> None:
        """A deed on the entry as it is seen."""
        self._page.run(job, *args, on_done=on_done, on_failed=self.meanwhile.refuse)

    def _tell(self, view: EntryView, words: str) -> None:
        self._page.messages.show_message("done", words)
        if self._bench.view is not None and self._bench.view.id == view.id:
            self._bench.update_view(view)
        self._bench.written.emit((view.id,))
