"""Feeds the queue's model through the worker; of several filters only the newest is answered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryCounts, EntryLine
from ui.entry_table.entry_calls import FoundList, FoundPage, ListCalls, find_list, find_page
from ui.entry_table.entry_table_model import EntryTableModel
from ui.entry_table.page_cache import PageRequest
from ui.theme import Theme
from ui.worker import Worker


class EntryFeed(QObject):
    """Owns the model and its filter.

    Signals:
        listed: the ids of the newest filter are in the model.
        counted: `EntryCounts` of the newest filter.
        failed: an `AppError`.
    """

    listed = Signal()
    counted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: Worker, calls: ListCalls, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.model = EntryTableModel(theme, self)
        self.filter = EntryFilter()
        self._worker = worker
        self._calls = calls
        self._is_asking = False
        self._is_stale = False
        self.model.page_wanted.connect(self._fetch_page)

    def show(self, wanted: EntryFilter) -> None:
        """List what the filter finds; while an older one is answered only the newest waits."""
        self.filter = wanted
        if self._is_asking:
            self._is_stale = True
        else:
            self._ask()

    def show_again(self) -> None:
        """List again after entries came, went or changed elsewhere."""
        self.show(self.filter)

    def update_entries(self, entries: tuple[EntryId, ...]) -> None:
        """Fetch changed lines and the counts; every entry keeps its place in the list."""
        self._worker.run(
            self._calls.list_lines,
            entries,
            owner=self,
            on_done=self._take_lines,
            on_failed=self._fail,
        )
        self._count()

    def _ask(self) -> None:
        self._is_asking, self._is_stale = True, False
        self._worker.run(
            find_list,
            self._calls,
            self.filter,
            owner=self,
            on_done=self._take_list,
            on_failed=self._fail_list,
        )

    def _count(self) -> None:
        self._worker.run(
            self._calls.count,
            self.filter,
            owner=self,
            on_done=self._take_counts,
            on_failed=self._fail,
        )

    @Slot(object)
    def _take_list(self, found: FoundList) -> None:
        self._is_asking = False
        if self._is_stale:
            self._ask()
            return
        self.model.set_ids(found.ids, found.first_lines)
        self.listed.emit()
        self._count()

    @Slot(object)
    def _fetch_page(self, request: PageRequest) -> None:
        self._worker.run(
            find_page,
            self._calls,
            request,
            owner=self,
            on_done=self._take_page,
            on_failed=self._fail,
        )

    @Slot(object)
    def _take_page(self, found: FoundPage) -> None:
        self.model.put_page(found.request, found.lines)

    @Slot(object)
    def _take_lines(self, lines: tuple[EntryLine, ...]) -> None:
        for line in lines:
            self.model.replace_line(line)

    @Slot(object)
    def _take_counts(self, counts: EntryCounts) -> None:
        self.counted.emit(counts)

    @Slot(object)
    def _fail_list(self, error: AppError) -> None:
        self._is_asking = False
        self._fail(error)

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)
