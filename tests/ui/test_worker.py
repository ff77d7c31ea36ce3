"""The worker runs one thing after another and each ends exactly once."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from ui.worker import JobState, Worker


class Listener(QObject):
    """Keeps what it was told and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[str] = set()

    @Slot(object)
    def done(self, result) -> None:
        self._hear("done", result)

    @Slot(object)
    def failed(self, error) -> None:
        self._hear("failed", error.code)

    @Slot(object)
    def progressed(self, news) -> None:
        self._hear("progress", (news.done, news.total))

    @Slot()
    def cancelled(self) -> None:
        self._hear("cancelled", None)

    def _hear(self, what, value) -> None:
        self.heard.append((what, value))
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def listener(qapp):
    return Listener()


@pytest.fixture
def start(worker, listener):
    def run(function, *args, with_progress=False):
        return worker.run(
            function,
            *args,
            owner=listener,
            on_done=listener.done,
            on_failed=listener.failed,
            on_progress=listener.progressed if with_progress else None,
            on_cancelled=listener.cancelled,
        )

    return run


def idle(worker):
    return lambda: not worker.is_busy


def test_results_come_in_order_and_in_the_windows_thread(qtbot, worker, listener, start):
    start(lambda: threading.current_thread().name)
    start(pow, 2, 10)
    qtbot.waitUntil(idle(worker))
    (_, where), second = listener.heard
    assert second == ("done", 1024)
    assert where != threading.current_thread().name
    assert listener.threads == {threading.current_thread().name}


def test_expected_trouble_reaches_the_page(qtbot, worker, listener, start):
    def refuse():
        raise AppError("no_roster", text("No roster yet."))

    job = start(refuse)
    qtbot.waitUntil(idle(worker))
    assert listener.heard == [("failed", "no_roster")]
    assert job.state is JobState.FAILED


def test_a_bug_goes_to_the_hook_and_ends_the_job(qtbot, worker, listener, start, monkeypatch):
    seen = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: seen.append(kind))
    start(lambda: 1 / 0)
    qtbot.waitUntil(idle(worker))
    assert seen == [ZeroDivisionError]
    assert listener.heard == [("failed", "unexpected")]


def test_progress_is_throttled_and_the_last_one_is_told(qtbot, worker, listener, start):
    def count(progress):
        for done in range(20_001):
            progress(done, 20_000, text("Row {n}", n=done))
        return "counted"

    start(count, with_progress=True)
    qtbot.waitUntil(idle(worker), timeout=10_000)
    news = [value for what, value in listener.heard if what == "progress"]
    assert news[-1] == (20_000, 20_000)
    assert len(news) < 200
    assert listener.heard[-1] == ("done", "counted")


def test_a_job_stops_at_its_next_progress(qtbot, worker, listener, start):
    started = threading.Event()

    def endless(progress):
        while True:
            started.set()
            progress(1, 2, text("Reading"))

    job = start(endless, with_progress=True)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(idle(worker))
    assert listener.heard[-1] == ("cancelled", None)


def test_a_waiting_job_is_dropped_when_cancelled(qtbot, worker, listener, start):
    gate = threading.Event()
    start(gate.wait, 5)
    start(pow, 2, 2).cancel()
    gate.set()
    qtbot.waitUntil(idle(worker))
    assert [what for what, _ in listener.heard] == ["done", "cancelled"]


def test_windows_are_never_destroyed_in_the_workers_thread(qtbot, worker, listener, start):
    where = []

    class Note(QObject):
        @Slot()
        def gone(self) -> None:
            where.append(threading.current_thread().name)

    note = Note()
    dropped = QWidget()
    dropped.itself = dropped
    dropped.destroyed.connect(note.gone, Qt.ConnectionType.DirectConnection)
    del dropped

    start(lambda: [[n] for n in range(200_000)])  # enough for Python to collect by itself
    qtbot.waitUntil(idle(worker))
    assert where == []
    worker._collector.collect()
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.current_thread().name]


def test_python_collects_by_itself_again_after_the_worker_ended(qapp):
    made = Worker()
    assert not gc.isenabled()
    assert made.stop()
    assert gc.isenabled()


def test_what_comes_of_a_job_that_was_to_stop_is_put_away_where_it_was_made(
    qtbot, worker, listener
):
    put_away, has_begun, may_go_on = [], threading.Event(), threading.Event()

    def work():
        has_begun.set()
        may_go_on.wait(5)
        return "late"

    job = worker.run(
        work,
        owner=listener,
        on_done=listener.done,
        on_cancelled=listener.cancelled,
        unwanted=lambda result: put_away.append((result, threading.current_thread())),
    )
    qtbot.waitUntil(has_begun.is_set)
    with qtbot.waitSignal(job.ended):
        job.cancel()
        may_go_on.set()
    assert listener.heard == [("cancelled", None)]
    assert [result for result, _thread in put_away] == ["late"]
    assert put_away[0][1] is not threading.main_thread()
