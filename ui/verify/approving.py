"""Approving one entry or all that are ready, and taking an approval back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import sentences
from dsurvey_desktop.usecases.entry_views import (
    ApprovalOffer,
    ApprovalResult,
    EntryCounts,
    EntryView,
    ReadyEntry,
)
from ui.entry_table.entry_feed import EntryFeed
from ui.page import Page
from ui.verify.batch_panel import batch_news, blocked_words
from ui.verify.entry_calls import EntryCalls
from ui.verify.meanwhile import Meanwhile
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.undo_approvals import ApprovalsUndone


@dataclass(frozen=True, slots=True)
class BatchOffer:
    """What approving all that are ready would approve, and how the rest stands."""

    entries: tuple[ReadyEntry, ...]
    counts: EntryCounts


def find_offer(calls: EntryCalls, wanted: EntryFilter) -> BatchOffer:
    """What of the list's filter is ready, with the counts of the whole of it."""
    return BatchOffer(calls.offer(wanted), calls.lists.count(replace(wanted, quality="")))


class Approving(QObject):
    """Says what stands in the way instead of approving, where something does."""

    def __init__(
        self, page: Page, bench: Workbench, feed: EntryFeed, walking: Walking, calls: EntryCalls
    ) -> None:
        super().__init__(page)
        self._page = page
        self._bench = bench
        self._feed = feed
        self._walking = walking
        self._calls = calls
        self._meanwhile = Meanwhile(page, bench, calls)
        self._offered: tuple[ReadyEntry, ...] = ()
        self._community = ""
        bench.batch.confirmed.connect(self.approve_batch)
        bench.batch.given_up.connect(bench.queue.table.setFocus)
        bench.withdrawal.given.connect(self.withdraw_for)
        bench.withdrawal.reason.given_up.connect(bench.queue.table.setFocus)

    @Slot()
    def approve(self) -> None:
        """Approve the entry that is shown and go on to the next; of several chosen ask first."""
        if len(self._bench.queue.table.chosen) > 1:
            self.approve_all()
            return
        view = self._bench.view
        if view is None or not self._walking.may_leave():
            return
        if view.blockers:
            self._say_blockers(view.name, [str(reason) for reason in view.blockers])
        else:
            self._page.run(
                partial(self._calls.approve, seen={view.id: view.seen}),
                (view.id,),
                on_done=self._tell_approved,
                on_failed=self._meanwhile.refuse,
            )

    @Slot()
    def approve_all(self) -> None:
        """Show first what approving those chosen, else all that are ready here, would do."""
        if not self._walking.may_leave():
            return
        chosen = self._bench.queue.table.chosen
        if len(chosen) > 1:
            self._page.run(self._calls.offer_chosen, chosen, on_done=self._show_chosen)
        else:
            wanted = self._feed.filter
            self._page.run(find_offer, self._calls, wanted, on_done=self._show_offer)

    @Slot()
    def approve_page(self) -> None:
        """Choose the entries of the queue that are in sight, and ask whether to approve them."""
        table = self._bench.queue.table
        if self._walking.may_leave() and not self._bench.queue.is_empty:
            table.choose_in_sight()
            self._page.run(self._calls.offer_chosen, table.chosen, on_done=self._show_chosen)

    @Slot()
    def approve_batch(self) -> None:
        """Do what the panel said."""
        if self._offered:
            self._bench.queue.table.setFocus()  # however it ends, the page's keys work
            self._bench.batch.hide()
            self._page.run(
                self._calls.approve_offered,
                self._offered,
                on_done=self._tell_batch,
                watched_as=_("Approving …"),
            )

    @Slot()
    def withdraw(self) -> None:
        """Ask why the approval of this entry is taken back."""
        view = self._bench.view
        if view is not None and view.state is EntryState.APPROVED:
            self._bench.withdrawal.ask()
        elif view is not None:
            self._page.messages.show_message("notice", _("This entry is not approved."))

    @Slot(str)
    def withdraw_for(self, reason: str) -> None:
        """Take the approval back."""
        view = self._bench.view
        self._bench.queue.table.setFocus()
        if view is not None:
            self._page.run(self._calls.withdraw, view.id, reason, on_done=self._tell_withdrawn)

    @Slot()
    def take_back(self) -> None:
        """Take one's own newest approval of several entries back."""
        if self._walking.may_leave():
            self._bench.batch.hide()
            words = _("Taking back …")
            calls = self._calls
            self._page.run(calls.undo_approvals, on_done=self._tell_taken_back, watched_as=words)

    def name_community(self, name: str) -> None:
        """The name of the filter's community, for the panel; empty for all."""
        self._community = name

    @Slot(object)
    def _show_offer(self, offer: BatchOffer) -> None:
        self._offered = offer.entries
        is_part = bool(self._feed.filter.text or self._feed.filter.state)
        self._bench.batch.ask(len(offer.entries), self._community, offer.counts, is_part=is_part)

    @Slot(object)
    def _show_chosen(self, offer: ApprovalOffer) -> None:
        self._offered = offer.entries
        self._bench.batch.ask_chosen(offer)

    @Slot(object)
    def _tell_approved(self, result: ApprovalResult) -> None:
        for blocked in result.blocked:
            self._say_blockers(blocked.name, [str(reason) for reason in blocked.reasons])
        if result.approved:
            self._bench.written.emit(result.approved)
            if not self._walking.go_on():
                words = _("Approved. This was the last entry of the queue.")
                self._page.messages.show_message("done", words)
                self._walking.read_again()

    @Slot(object)
    def _tell_batch(self, result: ApprovalResult) -> None:
        kind = "warning" if result.blocked else "done"
        advice = [blocked_words(result.blocked)] if result.blocked else []
        if len(result.approved) > 1:
            advice.append(_("Ctrl+Shift+W takes these approvals back."))
        self._page.messages.show_message(kind, batch_news(result), "\n".join(advice))
        self._bench.queue.table.choose_one()
        self._read_again(result.approved)

    @Slot(object)
    def _tell_taken_back(self, undone: ApprovalsUndone) -> None:
        words = _("{count} approvals are taken back.").format(count=f"{len(undone.entries):,}")
        left = _("{count} stay: handed over, or changed since.")
        more = left.format(count=f"{len(undone.left):,}") if undone.left else ""
        self._page.messages.show_message("warning" if more else "done", words, more)
        self._bench.queue.table.setFocus()
        self._read_again(undone.entries)

    def _read_again(self, written: tuple[EntryId, ...]) -> None:
        self._bench.written.emit(written)
        self._feed.show_again()
        self._walking.read_again()

    @Slot(object)
    def _tell_withdrawn(self, view: EntryView) -> None:
        self._page.messages.show_message("done", _("The approval is withdrawn."))
        self._bench.update_view(view)
        self._bench.written.emit((view.id,))

    def _say_blockers(self, name: str, reasons: list[str]) -> None:
        words = _("{name} cannot be approved yet.").format(name=name)
        self._page.messages.show_message("warning", words, sentences(reasons))
