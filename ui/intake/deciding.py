"""What the intake page does with what waits: take, keep, say whose a row is, take a file back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.decide_pending import Decided, decide_answers
from dsurvey_desktop.usecases.dismiss_rows import dismiss_rows, reopen_rows
from dsurvey_desktop.usecases.intake_views import UndoResult
from dsurvey_desktop.usecases.list_refused import end_refused
from dsurvey_desktop.usecases.reveal_number import reveal_number
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.waiting_files import forget_waiting
from ui.intake.decision_section import Decision, DecisionSection
from ui.intake.intake_state import FileLine
from ui.intake.sections import Sections
from ui.intake.settle_form import Dismissal, Settlement
from ui.page import Page


class Deciding(QObject):
    """Runs the use cases in the page's worker.

    Signals:
        done: words to show after something changed.
    """

    done = Signal(str)

    def __init__(self, page: Page, sections: Sections) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.context.desk
        self._sections = sections
        self._revealing: EntryId | None = None
        sections.pending.decided.connect(self.decide)
        sections.compare.decided.connect(self.decide)
        sections.set_aside.settled.connect(self.settle)
        sections.set_aside.turned.connect(self.turn)

    def add_actions(self) -> None:
        """The keys that decide."""
        for words, keys, slot in self._deeds():
            self._page.add_page_action(words, keys, slot)

    @Slot(object)
    def decide(self, decision: Decision) -> None:
        """Take or keep differences."""
        job = partial(decide_answers, take=decision.is_taken)
        self._page.run(job, self._desk, decision.choice, on_done=self._see_decided)

    @Slot(object)
    def settle(self, one: Settlement) -> None:
        """Say whose a row is that was set aside."""
        words = (one.row, one.certificate_no, one.reason)
        self._page.run(settle_row, self._desk, *words, on_done=self._see_settled)

    @Slot(object)
    def turn(self, one: Dismissal) -> None:
        """Be done with a row that is nobody's here, or let it wait again."""
        if one.is_back:
            self._page.run(reopen_rows, self._desk, (one.row,), on_done=self._see_reopened)
        else:
            words = ((one.row,), one.reason)
            self._page.run(dismiss_rows, self._desk, *words, on_done=self._see_dismissed)

    @Slot()
    def reveal(self) -> None:
        """Log that the numbers of the difference one is at are shown, then show them."""
        entry = self._sections.pending.masked_entry
        if entry is not None:
            self._revealing = entry
            self._page.run(reveal_number, self._desk, entry, on_done=self._show_numbers)

    @Slot(object)
    def _show_numbers(self, _nothing: object) -> None:
        if self._revealing is not None:
            self._sections.pending.reveal(self._revealing)

    @Slot()
    def take(self) -> None:
        """Take what came in the chosen lines."""
        self._list().take()

    @Slot()
    def keep(self) -> None:
        """Keep what is here in the chosen lines."""
        self._list().keep()

    @Slot()
    def take_row(self) -> None:
        """Take all that came for the person or community."""
        self._list().take_row()

    @Slot()
    def keep_row(self) -> None:
        """Keep all that is here of the person or community."""
        self._list().keep_row()

    @Slot()
    def take_item(self) -> None:
        """Take the chosen items wherever they differ."""
        self._list().take_item()

    @Slot()
    def keep_item(self) -> None:
        """Keep the chosen items wherever they differ."""
        self._list().keep_item()

    def _list(self) -> DecisionSection[Any]:
        """The list the person is in; the one with people where it is neither."""
        compare, pending = self._sections.compare, self._sections.pending
        is_in = compare.isAncestorOf(self._page.focusWidget() or self._page)
        return compare if is_in or not pending.count else pending

    def take_back(self, line: FileLine | None) -> None:
        """Take a file back, as long as nothing was built on it; one that waits is let go."""
        if line is not None and line.waiting is not None:
            ids = (line.waiting,)
            self._page.run(forget_waiting, self._desk, ids, on_done=self._see_forgotten)
        elif line is not None and line.batch is not None:
            self._page.run(undo_batch, self._desk, line.batch.id, on_done=self._see_undone)

    def be_done(self, line: FileLine | None) -> None:
        """Nothing will come for a file that was refused."""
        if line is not None and line.refused_file is not None:
            ids = (line.refused_file,)
            self._page.run(end_refused, self._desk, ids, on_done=self._see_ended)

    def _deeds(self) -> tuple[tuple[str, str, Callable[..., object]], ...]:
        return (
            (_("&Take what came"), "T", self.take),
            (_("&Keep what is here"), "K", self.keep),
            (_("Take all of this person or form"), "Shift+T", self.take_row),
            (_("Keep all of this person or form"), "Shift+K", self.keep_row),
            (_("Take this item of everybody"), "Ctrl+Shift+T", self.take_item),
            (_("Keep this item of everybody"), "Ctrl+Shift+K", self.keep_item),
            (_("Show the numbers"), "V", self.reveal),
            (_("&Accept the proposal"), "A", self._sections.set_aside.accept),
            (_("Nobody's here, or let it &wait again"), "N", self._sections.set_aside.turn),
        )

    @Slot(object)
    def _see_decided(self, decided: Decided) -> None:
        words = _("{values} answers of {rows} rows decided.")
        self.done.emit(words.format(values=decided.values, rows=decided.rows))

    @Slot(object)
    def _see_settled(self, _entry: object) -> None:
        self.done.emit(_("The row has become an entry."))

    @Slot(object)
    def _see_dismissed(self, _count: object) -> None:
        self.done.emit(_("The row is done with; it stands last in its list, and can wait again."))

    @Slot(object)
    def _see_reopened(self, _count: object) -> None:
        self.done.emit(_("The row waits again."))

    @Slot(object)
    def _see_forgotten(self, _count: object) -> None:
        self.done.emit(_("The file waits no longer; nothing of it was taken in."))

    @Slot(object)
    def _see_ended(self, _count: object) -> None:
        self.done.emit(_("The refused file is done with; if it comes again, it is listed again."))

    @Slot(object)
    def _see_undone(self, result: UndoResult) -> None:
        words = _(
            "The file was taken back: {removed} entries removed, {restored} put back. Taken in "
            "again, it brings them back."
        )
        self.done.emit(
            words.format(removed=result.entries_removed, restored=result.entries_restored)
        )
