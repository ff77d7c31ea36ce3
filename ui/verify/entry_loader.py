"""Brings entries from the worker; the next one is there before it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.worker import Worker


class EntryLoader(QObject):
    """Keeps entries read ahead until something may have changed them.

    Signals:
        loaded: the `EntryView` that was asked for last.
        failed: an `AppError`.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        worker: Worker,
        show: Callable[[EntryId], EntryView],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._show = show
        self._wanted: EntryId | None = None
        self._ahead: dict[EntryId, EntryView] = {}
        self._asked: set[EntryId] = set()

    def open(self, entry: EntryId) -> None:
        """Load an entry; of several asked for in a row only the last is told."""
        self._wanted = entry
        view = self._ahead.pop(entry, None)
        if view is not None:
            self.loaded.emit(view)
        else:
            self._ask(entry)

    def read_ahead(self, entry: EntryId | None) -> None:
        """Have this entry ready, and let go of others that were."""
        if entry is None or entry in self._ahead:
            return
        self._ahead.clear()
        self._ask(entry)

    def forget(self) -> None:
        """Something changed: read again what is asked for next."""
        self._ahead.clear()
        self._asked.clear()

    def _ask(self, entry: EntryId) -> None:
        if entry in self._asked:
            return
        self._asked.add(entry)
        self._worker.run(self._show, entry, owner=self, on_done=self._take, on_failed=self._fail)

    @Slot(object)
    def _take(self, view: EntryView) -> None:
        self._asked.discard(view.id)
        if view.id == self._wanted:
            self._wanted = None
            self.loaded.emit(view)
        else:
            self._ahead[view.id] = view

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self._asked.clear()
        self.failed.emit(error)
