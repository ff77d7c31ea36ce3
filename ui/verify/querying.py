"""Returning an entry to its community: asking, asking again, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.query_views import QueryView
from ui.lazy import use_case
from ui.page import Page
from ui.verify.entry_calls import EntryCalls
from ui.verify.query_panel import QueryPanel
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench


@dataclass(frozen=True, slots=True)
class QueryCalls:
    """What asking asks of the core.

    Attributes:
        ask: entry, question, `rule=` and `item=`.
        again: query and question.
        close: query and closing words.
    """

    ask: Callable[..., QueryView]
    again: Callable[[int, str], QueryView]
    close: Callable[[int, str], QueryView]


def query_calls(desk: Desk) -> QueryCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return QueryCalls(
        ask=partial(use_case("query_entry", "open_query"), desk),
        again=partial(use_case("query_entry", "ask_again"), desk),
        close=partial(use_case("query_entry", "close_query"), desk),
    )


def closing_news(query: QueryView) -> str:
    """What closing a query did; one that never went out is withdrawn."""
    if query.return_number is None:
        return _("The query is withdrawn; it goes on no return sheet.")
    return _("The query is closed.")


class Querying(QObject):
    """R asks about the finding one is at, or asks again where an answer came; Shift+R closes."""

    def __init__(
        self, page: Page, bench: Workbench, walking: Walking, calls: EntryCalls, asks: QueryCalls
    ) -> None:
        super().__init__(page)
        self._page = page
        self._bench = bench
        self._walking = walking
        self._show = calls.show
        self._asks = asks
        self._again: int | None = None
        self._about = ("", "")
        self._panel: QueryPanel = bench.queries
        self._panel.asked.connect(self.ask)
        self._panel.given_up.connect(bench.take_back_focus)

    @Slot()
    def begin(self) -> None:
        """Open the line to ask."""
        view = self._bench.view
        if view is None or not self._walking.may_leave():
            return
        answered = self._panel.answered
        self._again = answered.id if answered else None
        if answered:
            self._panel.begin(_("Ask again"), answered.question)
            return
        item = self._bench.form.current_item
        current = self._bench.form.findings.current
        finding = current.finding if current else None
        if finding is not None and finding.item and item and finding.item != item:
            finding = None  # the person went on to another field
        self._about = finding.key if finding else ("", item)
        question = str(finding.message) if finding else ""
        title = _("Return {name}'s form to the community: what is asked?")
        self._panel.begin(title.format(name=view.name), question)

    @Slot(str)
    def ask(self, question: str) -> None:
        """Keep the question; it goes out with the next return sheet."""
        view = self._bench.view
        if view is None:
            return
        if self._again is not None:
            self._page.run(self._asks.again, self._again, question, on_done=self._tell_asked)
            return
        rule, item = self._about
        job = partial(self._asks.ask, rule=rule, item=item)
        self._page.run(job, view.id, question, on_done=self._tell_asked)

    @Slot()
    def close(self) -> None:
        """Close the query that was answered, else the first that is open."""
        open_ones = self._panel.queries
        if not open_ones:
            words = _("Nothing is asked about this entry.")
            self._page.messages.show_message("notice", words, _("R asks the community."))
            return
        query = self._panel.answered or open_ones[0]
        self._page.run(self._asks.close, query.id, "", on_done=self._tell_closed)

    @Slot(object)
    def _tell_asked(self, query: QueryView) -> None:
        words = _("Asked. It goes out with the next return sheet.")
        self._tell(query.entry, words)

    @Slot(object)
    def _tell_closed(self, query: QueryView) -> None:
        self._tell(query.entry, closing_news(query))

    def _tell(self, entry: EntryId, words: str) -> None:
        self._page.messages.show_message("done", words)
        self._bench.written.emit((entry,))
        self._walking.read_again()
        self._bench.queue.table.setFocus()
