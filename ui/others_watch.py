"""Looks now and then what others did in the same office, so that the window shows what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dsurvey_desktop.domain.errors import AppError
from ui.changes import EVERYTHING, Kind, changed
from ui.context import AppContext
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.others_work import OthersWork

PAUSE_MS, PATIENT_PAUSE_MS = 4_000, 15_000
"""Between two looks; and while the office can't be reached."""


class OthersWatch(QObject):
    """One look at a time, in the worker, behind whatever the person asked for.

    Signals:
        found: `Changes` that others made.
        lost: the `AppError` of the first look that failed.
        back: the office can be reached again.
    """

    found = Signal(object)
    lost = Signal(object)
    back = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._head: tuple[int, str] | None = None
        self._is_lost = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        context.worker.destroyed.connect(self._timer.stop)
        self._timer.start(PAUSE_MS)

    @Slot()
    def look(self) -> None:
        """Ask now; the next look waits for this one's answer."""
        self._timer.stop()
        self._context.worker.run(
            use_case("others_work"),
            self._context.desk,
            self._head,
            owner=self,
            on_done=self._take,
            on_failed=self._fail,
        )

    @Slot(object)
    def _take(self, work: OthersWork) -> None:
        self._head = work.head
        self._timer.start(PAUSE_MS)
        if self._is_lost:
            self._is_lost = False
            self.back.emit()
            self.found.emit(EVERYTHING)
        elif work.is_more:
            self.found.emit(EVERYTHING)
        elif work.is_something:
            self.found.emit(changed(Kind.ENTRIES, entries=work.entries))

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self._timer.start(PATIENT_PAUSE_MS)
        if not self._is_lost:
            self._is_lost = True
            self.lost.emit(error)
