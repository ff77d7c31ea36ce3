"""The page where entries are verified: queue, form and evidence, one key per decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.entry_table.entry_feed import EntryFeed
from ui.entry_table.page_cache import PAGE_ROWS
from ui.entry_table.search_width import fit_search
from ui.page import Page
from ui.verify.approving import Approving
from ui.verify.clearing import Clearing
from ui.verify.correcting import Correcting
from ui.verify.correction_calls import correction_calls
from ui.verify.entry_calls import EntryCalls
from ui.verify.entry_loader import EntryLoader
from ui.verify.facet_bar import FacetBar
from ui.verify.kept_queue import KeptQueue
from ui.verify.many_corrections import ManyCorrections
from ui.verify.moving import Moving, move_calls
from ui.verify.office_calls import office_calls
from ui.verify.page_actions import add_actions, allow_actions
from ui.verify.querying import Querying, query_calls
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench


class VerifyPage(Page):
    """Keeps filter, queue and form together; the deeds are in `Walking`, `Correcting`, `Approving`.

    Attributes:
        facets: the filter chips.
        bench: queue, form and evidence.
        feed: what the queue lists.
    """

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: EntryCalls | None = None,
    ) -> None:
        super().__init__(context, _("Verify"), parent)
        self._calls = calls or office_calls(context.desk)
        self._kept = KeptQueue(context, self)
        self._awaited: EntryId | None = self._kept.entry
        self.feed = EntryFeed(self.theme, context.worker, self._calls.lists, self)
        self.bench = Workbench(context, self.feed)
        self.facets = FacetBar(self.theme)
        loader = EntryLoader(context.worker, self._calls.show, self)
        self.walking = Walking(self.bench, loader, self.messages, self)
        self.correcting = Correcting(self, self.bench, self._calls, correction_calls(context.desk))
        self.approving = Approving(self, self.bench, self.feed, self.walking, self._calls)
        asks, many = query_calls(context.desk), correction_calls(context.desk)
        self.querying = Querying(self, self.bench, self.walking, self._calls, asks)
        self.many = ManyCorrections(self, self.bench, self.feed, self.walking, many)
        seen = self.correcting.meanwhile
        self.clearing = Clearing(self, self.bench, self.walking, many, seen)
        self.moving = Moving(self, self.bench, self.walking, move_calls(context.desk))
        self.page_actions = add_actions(self, self._deeds())
        self._lay_out()
        for trouble in (self.feed.failed, loader.failed):
            trouble.connect(self.show_failure)
        self._connect()
        self._list_as_left()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again what others changed; the place in the queue stays."""
        if changes.touches(Kind.OFFICE):
            self.run(self._calls.communities, on_done=self._show_communities)
            self.correcting.offer_reasons()
        if changes.touches(Kind.ENTRIES, Kind.INTAKE, Kind.ROSTER):
            self.walking.read_again()
            if changes.entries:
                self.feed.update_entries(changes.entries)
            else:
                self.feed.show_again()

    def open(self, argument: Any) -> None:
        """Show what an `EntryFilter` finds, or one entry by its `EntryId`."""
        if isinstance(argument, EntryFilter):
            self._awaited = None
            self._show_filter(argument)
        elif isinstance(argument, int):
            self._awaited = EntryId(argument)
            self._show_filter(EntryFilter())

    def show_help(self) -> bool:
        """Explain the item of the form that the person is at."""
        return self.bench.explain_item()

    def take_focus(self) -> None:
        """Go to the queue, unless the person is somewhere on the page."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.bench.queue.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes here can press keys at once."""
        super().showEvent(event)
        self.bench.queue.table.setFocus()

    def _deeds(self) -> dict[str, Callable[..., object]]:
        walking, correcting, approving = self.walking, self.correcting, self.approving
        return {
            "approve": approving.approve,
            "next_finding": walking.next_finding,
            "previous_finding": walking.previous_finding,
            "edit": walking.edit,
            "proposal": correcting.take_proposal,
            "clear": self.clearing.begin,
            "explain": correcting.explain,
            "return": self.querying.begin,
            "close_query": self.querying.close,
            "withdraw": approving.withdraw,
            "undo_approvals": approving.take_back,
            "undo": correcting.undo,
            "redo": correcting.redo,
            "many": self.many.begin,
            "undo_many": self.many.undo,
            "from_file": self.many.choose_file,
            "move": self.moving.begin,
            "next_entry": walking.next_entry,
            "previous_entry": walking.previous_entry,
            "evidence": self.bench.go_to_evidence,
            "reveal": correcting.reveal,
            "unfold": walking.unfold,
            "search": self.go_to_search,
            "approve_all": approving.approve_all,
            "approve_page": approving.approve_page,
        }

    def _lay_out(self) -> None:
        search = self.header.use_search(_("Name, pinyin or number"))
        fit_search(search, self.theme)
        approve = self.header.use_main_action(self.page_actions["approve"])
        self.body.addWidget(self.facets)
        self.body.addWidget(self.bench, 1)
        self.bench.use_actions(self.page_actions)
        self.bench.queue.watch_deed(approve)

    def _connect(self) -> None:
        self.header.searched.connect(self._search)
        self.header.search.returnPressed.connect(self.bench.queue.table.setFocus)
        self.facets.filter_changed.connect(self._list)
        self.facets.text_removed.connect(self.header.search.clear)
        self.feed.counted.connect(self.facets.show_counts)
        self.bench.panes.turned.connect(self.facets.set_narrow)
        self.feed.listed.connect(self._go_to_awaited)
        self.feed.listed.connect(self._allow_actions)
        self.bench.queue.table.entry_moved_to.connect(self._kept.keep_entry)
        self.bench.written.connect(self._tell_written)
        self.bench.queue.table.sort_wanted.connect(self._sort)
        self.bench.queue.filter_cleared.connect(self._clear_filter)
        self.bench.queue.intake_wanted.connect(self._go_to_intake)

    @Slot()
    def go_to_search(self) -> None:
        """Into the search field."""
        self.focus_search()

    def _show_filter(self, wanted: EntryFilter) -> None:
        self.facets.show_filter(wanted)
        self.header.search.blockSignals(True)
        self.header.search.setText(wanted.text)
        self.header.search.blockSignals(False)
        self._list(wanted)

    def _list_as_left(self) -> None:
        """Stand as the page was left; it is listed when the page is told to read."""
        wanted = self.feed.filter = self._kept.filter
        self.facets.show_filter(wanted)
        self.bench.queue.table.show_order(wanted.sort, is_descending=wanted.is_descending)

    @Slot(object)
    def _list(self, wanted: EntryFilter) -> None:
        self._kept.keep_filter(wanted)
        self.approving.name_community(self.facets.community_name)
        self.bench.batch.hide()
        self.bench.queue.table.show_order(wanted.sort, is_descending=wanted.is_descending)
        self.feed.show(wanted)

    @Slot(str)
    def _search(self, words: str) -> None:
        self.facets.change(text=words.strip())

    @Slot(str)
    def _sort(self, sort: str) -> None:
        now = self.facets.filter
        self.facets.change(sort=sort, is_descending=sort == now.sort and not now.is_descending)

    @Slot()
    def _clear_filter(self) -> None:
        self._show_filter(EntryFilter())

    @Slot()
    def _go_to_intake(self) -> None:
        self.navigate("intake")

    @Slot()
    def _go_to_awaited(self) -> None:
        if self._awaited is not None:
            self.bench.queue.table.go_to_entry(self._awaited)
            self._awaited = None

    @Slot()
    def _allow_actions(self) -> None:
        allow_actions(self.page_actions, has_entries=not self.bench.queue.is_empty)

    @Slot(object)
    def _show_communities(self, communities: tuple[Community, ...]) -> None:
        self.facets.show_communities(communities)
        if self._kept.is_gone(self.facets.filter, communities):
            self.facets.change(community="")
        self.approving.name_community(self.facets.community_name)

    @Slot(object)
    def _tell_written(self, entries: tuple[EntryId, ...]) -> None:
        self.feed.update_entries(entries[:PAGE_ROWS])
        self.changed.emit(changed(Kind.ENTRIES, entries=entries))
