"""Files read in other processes while this one takes in those before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from dsurvey_desktop.domain.clock import Clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import ParsedFile, Row
from dsurvey_desktop.usecases.editions import form_context
from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.judging_ground import ground_of
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.reading_orders import Answer, Setup
from dsurvey_desktop.usecases.reading_process import ReadingProcess, ReadingStopped, idle
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.taken_apart import Reading, TakenApart
from dsurvey_desktop.usecases.wishes import Wishes

_MOST_TOLD = 4
"""Files a process may have been told of that nobody has asked for yet, however large."""
_TOLD_BYTES = 400_000
"""Together they may be this large and many more: a process has work while units are saved."""
_LITTLE_BYTES = 100_000
"""Some 700 people: a file that is read here holds up the window's thread for a moment."""
_HERE_BYTES = 400_000
"""How much may have been read here that nobody has asked for yet."""


class RowsRefused(Exception):
    """A file turned out to be unreadable when some of its rows had come already."""

    def __init__(self, error: AppError) -> None:
        super().__init__(error.code)
        self.error = error


def _reading_stopped() -> AppError:
    """The file is broken in a way that no check knows."""
    return AppError(
        "reading_stopped",
        text("Reading the file broke off; nothing of it was taken in."),
        text("Open it in Excel or WPS, save it as a new workbook and take in that one."),
    )


class _Hopeless(Exception):
    """No process can be started here: something on this computer ends them at once."""


class _Begun(NamedTuple):
    """A file that a process was told of."""

    path: Path
    size_bytes: int
    number: int
    process: ReadingProcess


class _ReadHere(NamedTuple):
    """A file that was read here while a process was waited for, or why it is refused."""

    path: Path
    size_bytes: int
    found: TakenApart | AppError


def _found(path: Path, how: Reading) -> TakenApart | AppError:
    try:
        return _read_here(path, how)
    except AppError as error:
        return error


def _read_here(path: Path, how: Reading) -> TakenApart:
    from dsurvey_desktop.usecases.read_content import read_content  # noqa: PLC0415 - hardly ever
    from dsurvey_desktop.usecases.take_apart import take_apart  # noqa: PLC0415 - as above

    return take_apart(read_content(path), how)


def _given(found: TakenApart | AppError) -> TakenApart:
    if isinstance(found, AppError):
        raise found
    return found


class ReadElsewhere:
    """Gives files taken apart, in their order; the next ones are begun early."""

    def __init__(self, paths: Sequence[Path], sizes: FileSizes, clock: Clock, count: int) -> None:
        self.sizes = sizes
        self._clock = clock
        self._left = deque(paths)
        self._processes = idle.borrow(count)
        self._owing: set[ReadingProcess] = set()
        self._begun: deque[_Begun | _ReadHere] = deque()
        self._setup: Setup | None = None
        self._is_hopeless = False

    def begin(self, rules: ReadingRules, wishes: Wishes) -> None:
        """Have the next file read, and small ones behind it; all anew where rules have changed."""
        if self._is_hopeless:
            return
        if self._setup is None or self._setup.rules != rules:
            context = form_context(rules.campaign, self._clock)
            self._setup = Setup(rules, wishes.mapping, context)
            self._begin_again(list(self._begun))
        if self._left and not self._begun:
            self._begin(self._left.popleft())
        while self._left and self.sizes.is_small(self._left[0]) and self._may_begin_more():
            self._begin(self._left.popleft())

    def _may_begin_more(self) -> bool:
        told = [one.size_bytes for one in self._begun if isinstance(one, _Begun)]
        count = len(self._processes)
        return len(told) < _MOST_TOLD * count or sum(told) < _TOLD_BYTES * count

    def take_apart(self, rules: ReadingRules, wishes: Wishes, progress: Progress) -> TakenApart:
        """The next file; raises what was met there."""
        self.begin(rules, wishes)
        path = self._begun[0].path if self._begun else self._left[0]
        wait = partial(progress, 0, 1, text("Reading {file}", file=shown_name(path)))
        if not self._is_hopeless:
            begun = self._begun.popleft()
            self.begin(rules, wishes)
            if isinstance(begun, _ReadHere):
                return _given(begun.found)
            self._read_meanwhile(begun.process, Reading(rules, wishes.mapping), wait)
            with suppress(_Hopeless):
                return self._taken_apart(begun, wait)
        else:
            self._left.popleft()
        return _read_here(path, Reading(rules, wishes.mapping, progress))

    def _read_meanwhile(
        self, process: ReadingProcess, how: Reading, wait: Callable[[], None]
    ) -> None:
        """Read little files here that no process was told of, until one has something to say."""
        while self._left and self._may_read_here(self._left[0]) and not process.has_answers():
            wait()
            path = self._left.popleft()
            self._begun.append(_ReadHere(path, self.sizes.size_bytes(path), _found(path, how)))

    def _may_read_here(self, path: Path) -> bool:
        size = self.sizes.size_bytes(path)
        here = [one.size_bytes for one in self._begun if isinstance(one, _ReadHere)]
        is_little = self.sizes.is_small(path) and size <= _LITTLE_BYTES
        return is_little and sum(here) < _HERE_BYTES

    def _taken_apart(self, begun: _Begun, wait: Callable[[], None]) -> TakenApart:
        """What the process says; a file at which two have ended is refused.

        One that waited may end of its own accord just when it is told of a file.
        """
        try:
            kind, found = begun.process.next_answer(begun.number, wait)
        except ReadingStopped:
            begun = self._replace(begun.process, begun.path)
            kind, found = self._next_answer(begun, wait)
        if kind is Answer.REFUSED:
            raise found
        assert isinstance(found, TakenApart)
        assert self._setup is not None
        for part in found.parts:
            if not isinstance(part, ParsedFile):
                continue
            part.judged_under = ground_of(self._setup.rules, self._setup.context)
            for table in part.tables:
                if table.expected and not table.judged:
                    self._owing.add(begun.process)
                    table.judged = self._rows(begun, table.expected, wait)
        return found

    def _rows(self, begun: _Begun, count: int, wait: Callable[[], None]) -> Iterator[Row]:
        """The rows that follow; `RowsRefused` where they do not all come."""
        while count:
            kind, lot = self._next_answer(begun, wait)
            if kind is Answer.REFUSED:
                raise RowsRefused(lot)
            count -= len(lot)
            yield from lot
        self._owing.discard(begun.process)

    def _next_answer(self, begun: _Begun, wait: Callable[[], None]) -> tuple[Answer, Any]:
        """What the process says of a file; that it refuses it where it has ended.

        Raises:
            _Hopeless: it never said anything.
        """
        try:
            return begun.process.next_answer(begun.number, wait)
        except ReadingStopped:
            self._drop(begun.process)
            if not begun.process.has_begun:
                self._give_up()
                raise _Hopeless from None
            if self._add() is not None:
                self._begin_again(list(self._begun))
            return Answer.REFUSED, _reading_stopped()

    def _begin(self, path: Path) -> None:
        """Have a file read by the process that has least to do, or has it unpacked already."""
        orders = [begun.process for begun in self._begun if isinstance(begun, _Begun)]
        wanted = path.absolute()
        process = min(self._processes, key=lambda one: (orders.count(one), one.ahead != wanted))
        self._begun.append(self._ordered(path, process))

    def _ordered(self, path: Path, process: ReadingProcess) -> _Begun:
        assert self._setup is not None
        in_lots = not self.sizes.is_small(path)
        number = process.order(path, self._setup, in_lots=in_lots)
        return _Begun(path, self.sizes.size_bytes(path), number, process)

    def _begin_again(self, begun: Sequence[_Begun | _ReadHere]) -> None:
        self._begun.clear()
        for one in begun:
            self._begin(one.path)

    def _replace(self, ended: ReadingProcess, path: Path) -> _Begun:
        """Have a file read by another process in the place of one that has ended.

        Files that were begun are told to it anew, behind that one.

        Raises:
            _Hopeless: none can be started.
        """
        self._drop(ended)
        process = self._add()
        if process is None:
            raise _Hopeless
        begun = self._ordered(path, process)
        self._begin_again(list(self._begun))
        return begun

    def _add(self) -> ReadingProcess | None:
        """Another process; None where the rest must be read here."""
        try:
            process = ReadingProcess()
        except OSError:
            self._give_up()
            return None
        self._processes.append(process)
        return process

    def _drop(self, ended: ReadingProcess) -> None:
        ended.stop()
        self._processes = [one for one in self._processes if one is not ended]

    def _give_up(self) -> None:
        """Read the rest here: no process can be started on this computer."""
        self._is_hopeless = True
        self._left.extendleft(one.path for one in reversed(self._begun))
        self._begun.clear()

    def close(self, *, is_whole: bool) -> None:
        """Keep the processes for the next intake, but for those that may be at work still."""
        for process in self._processes:
            if is_whole and not self._begun and process not in self._owing:
                idle.give_back(process)
            else:
                process.stop()
