"""The figures of the start page and the navigation, read once for both."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.context import AppContext
from ui.lazy import use_case

PAUSE_MS = 400


class ProgressFeed(QObject):
    """Reads again when asked; requests during a reading become one more reading.

    Signals:
        read: a `ProgressView`.
        failed: an `AppError`.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_reading = False
        self._is_wanted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.refresh)

    @Slot()
    def refresh_soon(self) -> None:
        """Read the figures again once the person pauses; key after key is one reading."""
        self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read the figures again."""
        if self._is_reading:
            self._is_wanted = True
            return
        self._is_reading = True
        self._context.worker.run(
            use_case("show_progress"),
            self._context.desk,
            owner=self,
            on_done=self._take,
            on_failed=self._fail,
        )

    @Slot(object)
    def _take(self, progress: ProgressView) -> None:
        self.read.emit(progress)
        self._go_on()

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._is_reading = False
        if self._is_wanted:
            self._is_wanted = False
            self.refresh()
