"""One serial worker: long work and every use of the database happen in its thread, in order."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.texts import Text, text
from ui.collector import Collector

UPDATE_S = 0.05
"""Progress reaches the window at most 20 times a second."""


class JobState(StrEnum):
    """A job ends exactly once in one of the last three."""

    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ProgressNews:
    """How far a job is; `total` is 0 while unknown."""

    done: int
    total: int
    what: Text


class Job(QObject):
    """One call of a function in the worker's thread.

    Signals:
        progressed: `ProgressNews`, at most 20 a second.
        succeeded: the function's result.
        failed: an `AppError`; a bug is told as one with code `unexpected`, after the hook saw it.
        cancelled: the person stopped it and nothing was changed.
        ended: the job itself, after one of the three above.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)

    def __init__(
        self, function: Callable[..., Any], args: tuple[Any, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.state = JobState.WAITING
        self.takes_progress = False
        self.unwanted: Callable[[Any], object] | None = None
        self._function = function
        self._args = args
        self._stop = Event()
        self._last_news = 0.0

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop at its next progress, or not to start."""
        self._stop.set()

    def execute(self) -> None:
        """Run in the worker's thread; only the worker calls this."""
        if self._stop.is_set():
            self._end(JobState.CANCELLED)
            return
        self.state = JobState.RUNNING
        try:
            result = self._call()
            if self._stop.is_set() and self.unwanted is not None:
                self.unwanted(result)
                raise Cancelled  # noqa: TRY301 - it ends as if it had stopped itself
        except Cancelled:
            self._end(JobState.CANCELLED)
        except AppError as error:
            self._end(JobState.FAILED, error)
        except Exception as error:  # noqa: BLE001 - a bug: the hook logs it, the page hears of it
            sys.excepthook(type(error), error, error.__traceback__)
            self._end(JobState.FAILED, _unexpected())
        else:
            self._end(JobState.SUCCEEDED, result)

    def _call(self) -> Any:
        if self.takes_progress:
            return self._function(*self._args, progress=self._report)
        return self._function(*self._args)

    def _report(self, done: int, total: int, what: Text) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last_news >= UPDATE_S or done == total:
            self._last_news = now
            self.progressed.emit(ProgressNews(done, total, what))

    def _end(self, state: JobState, value: Any = None) -> None:
        self.state = state
        if state is JobState.SUCCEEDED:
            self.succeeded.emit(value)
        elif state is JobState.FAILED:
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.ended.emit(self)


class _Bench(QObject):
    """Lives in the worker's thread and takes one job after another.

    Signals:
        released: a job that has sent all its signals and may go.
    """

    released = Signal(object)

    @Slot(object)
    def execute(self, job: Job) -> None:
        """Run a job; it must outlive its own last signal, so the bench tells of its end."""
        job.execute()
        self.released.emit(job)

    @Slot()
    def leave(self) -> None:
        """End the thread after all that was queued before."""
        self.thread().quit()


class Worker(QObject):
    """While it lives, garbage is collected in the window's thread only.

    Signals:
        busy_changed: bool as object, true while a job waits or runs.
    """

    busy_changed = Signal(object)
    _handed_over = Signal(object)
    _leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._collector = Collector(self)
        self._thread = QThread(self)
        self._thread.setObjectName("worker")
        self._bench = _Bench()
        self._bench.moveToThread(self._thread)
        self._handed_over.connect(self._bench.execute)
        self._leaving.connect(self._bench.leave)
        self._bench.released.connect(self._forget)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """True while a job waits or runs."""
        return bool(self._jobs)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        owner: QObject,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[AppError], None] | None = None,
        on_progress: Callable[[ProgressNews], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        before_start: Callable[[Job], object] | None = None,
        unwanted: Callable[[Any], object] | None = None,
    ) -> Job:
        """Queue a call; the slots are bound methods of QObjects and run in the window's thread.

        Args:
            function: a use case; it gets `progress=` only where `on_progress` is given.
            args: its positional arguments; use `functools.partial` for others.
            owner: whose destruction cancels the job.
            on_done: gets the result.
            on_failed: gets an `AppError`.
            on_progress: gets `ProgressNews`.
            on_cancelled: gets nothing.
            before_start: gets the job before it is queued, to connect more to it.
            unwanted: gets the result, in the worker's thread, of a job that was to stop or whose
                owner has gone meanwhile; without it such a result is told like any other.
        """
        job = Job(function, args, self)
        job.takes_progress = on_progress is not None
        job.unwanted = unwanted
        pairs = (
            (job.succeeded, on_done),
            (job.failed, on_failed),
            (job.progressed, on_progress),
            (job.cancelled, on_cancelled),
        )
        for signal, slot in pairs:
            if slot is not None:
                signal.connect(slot)
        owner.destroyed.connect(job.cancel)
        if before_start is not None:
            before_start(job)
        self._add(job)
        return job

    def stop(self, last: Callable[[], Any] | None = None, limit_ms: int = 10_000) -> bool:
        """Ask all jobs to stop, do `last` (close the office) and wait.

        Returns:
            False when a job did not stop within the limit.
        """
        for job in self._jobs:
            job.cancel()
        if last is not None:
            self._add(Job(last, (), self))
        self._leaving.emit()
        has_ended = self._thread.wait(limit_ms)
        if has_ended:
            self._collector.stop()
        return has_ended

    def _add(self, job: Job) -> None:
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._collector.is_paused = True
            self.busy_changed.emit(True)
        self._handed_over.emit(job)

    @Slot(object)
    def _forget(self, job: Job) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if not self._jobs:
            self._collector.is_paused = False
            self.busy_changed.emit(False)


def _unexpected() -> AppError:
    return AppError(
        "unexpected",
        text("Something went wrong in the program. What was saved is unharmed."),
        text("Please try again. If it comes back, send the details to whoever looks after it."),
    )
