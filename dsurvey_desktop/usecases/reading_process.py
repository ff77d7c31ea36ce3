"""This side of the process that reads files: orders go out, answers are collected in a thread."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import ModuleType
from typing import Any

from dsurvey_desktop.domain.word_memory import forget_with_words
from dsurvey_desktop.usecases.reading_orders import Answer, Order, Setup, serve

_MOST_PROCESSES = 2
_LOOK_EVERY_S = 0.1
"""Seconds between two looks at whether a person has cancelled."""
_CLOSED = b""


class ReadingStopped(Exception):
    """The process ended while it read a file."""


class ReadingFailed(Exception):
    """A bug of ours in the other process; says of what kind and where."""


_starting = Lock()


@contextmanager
def _without_main() -> Iterator[None]:
    """Whatever this program began with is not run once more in the process that is started.

    `multiprocessing` would load it there: for nothing, and a script without a guard would do its
    work again.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


class ReadingProcess:
    """One process, for one user at a time.

    Attributes:
        ahead: a file that it unpacks before it is ordered.
        has_begun: it has said something: such processes can be started here.
        round: changes when all are to be let go.
    """

    def __init__(self, ahead: Path | None = None) -> None:
        self.ahead = ahead and ahead.absolute()
        context = get_context("spawn")  # a copy of a process with threads may hang
        self._ours, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, self.ahead), name="reading", daemon=True
        )
        with _without_main():
            self._process.start()
        theirs.close()
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._told: SimpleQueue[Setup | Order | None] = SimpleQueue()
        Thread(target=self._collect, name="answers", daemon=True).start()
        Thread(target=self._tell, name="orders", daemon=True).start()
        self._setup: Setup | None = None
        self._orders = 0
        self.has_begun = False
        self.round = 0

    def _collect(self) -> None:
        """Answers are taken off the pipe as they come, so that the process never waits for us."""
        with suppress(EOFError, OSError):
            while True:
                self._answers.put(self._ours.recv_bytes())
        self._answers.put(_CLOSED)
        self._told.put(None)

    def _tell(self) -> None:
        """Orders are sent beside our work: a process that is starting takes none off the pipe."""
        with suppress(OSError, ValueError):
            while (told := self._told.get()) is not None:
                self._ours.send(told)

    def order(self, path: Path, setup: Setup, *, in_lots: bool) -> int:
        """Have a file read under these rules; the number of the order.

        Where the process has ended, that is told by `next_answer`.
        """
        self._orders += 1
        if setup is not self._setup:
            self._told.put(setup)
            self._setup = setup
        self._told.put(Order(self._orders, str(path.absolute()), in_lots))
        return self._orders

    def has_answers(self) -> bool:
        """Whether one has come that nobody has asked for yet."""
        return not self._answers.empty()

    def next_answer(self, number: int, wait: Callable[[], None]) -> tuple[Answer, Any]:
        """The next answer to an order; `wait` is called again and again and may raise.

        Raises:
            ReadingStopped: there is none, the process has ended.
            ReadingFailed: it met a bug.
        """
        while True:
            try:
                message = self._answers.get(timeout=_LOOK_EVERY_S)
            except Empty:
                self._check_alive()
                wait()
                continue
            if message == _CLOSED:
                self._answers.put(_CLOSED)  # for whoever asks again
                raise ReadingStopped
            self.has_begun = True
            answered, kind, content = pickle.loads(message)  # noqa: S301 - our own process
            assert answered <= number, "answers come in the order of the orders"
            if answered == number:  # what nobody asked further of an earlier file is passed over
                if kind is Answer.FAILED:
                    raise ReadingFailed(content)
                return Answer(kind), content

    def _check_alive(self) -> None:
        """One that dies before it holds its end of the pipe leaves it open (Windows)."""
        if not self._process.is_alive() and self._answers.empty():
            raise ReadingStopped

    @property
    def number(self) -> int:
        """What the system calls it."""
        return self._process.pid or 0

    def is_usable(self) -> bool:
        """False once it has ended."""
        return self._process.is_alive()

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.join()

    def stop(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()


class _Idle:
    """Processes that wait for the next intake: starting one takes longer than a small file."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[ReadingProcess] = []
        self._round = 0
        forget_with_words(self.let_go)

    def borrow(self, count: int, ahead: Iterable[Path] = ()) -> list[ReadingProcess]:
        """Some that wait, or new ones, of which each unpacks one of the files `ahead`.

        Raises:
            OSError: none can be started; those so far wait on.
        """
        found: list[ReadingProcess] = []
        files = iter(ahead)
        try:
            while len(found) < count:
                found.append(self._take() or self._started(next(files, None)))
        except OSError:
            for process in found:
                self.give_back(process)
            raise
        return found

    def prepare(self, count: int, ahead: Iterable[Path] = ()) -> None:
        """Have so many there; new ones unpack these files, one each. Raises as `borrow`."""
        for process in self.borrow(count, ahead):
            self.give_back(process)

    def _started(self, ahead: Path | None) -> ReadingProcess:
        process = ReadingProcess(ahead)
        process.round = self._round
        return process

    def _take(self) -> ReadingProcess | None:
        with self._lock:
            while self._waiting:
                process = self._waiting.pop()
                if process.is_usable():
                    return process
        return None

    def all_waiting(self) -> list[ReadingProcess]:
        """Those that wait now."""
        with self._lock:
            return list(self._waiting)

    def give_back(self, process: ReadingProcess) -> None:
        """Keep it for the next intake, if it was not to be let go meanwhile."""
        with self._lock:
            is_kept = process.round == self._round
            if is_kept:
                self._waiting.append(process)
        if not is_kept:
            process.stop()

    def let_go(self) -> None:
        """End those that wait, for they remember words of people; those at work end after it."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            self._round += 1
        for process in waiting:
            process.stop()


idle = _Idle()


def useful_count() -> int:
    """How many processes can work beside this one; 0 on a machine with one processor."""
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    return min(_MOST_PROCESSES, (processors or 1) - 1)
