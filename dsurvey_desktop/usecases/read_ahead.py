"""Files read in a thread of their own: unpacking a workbook needs no Python, so work goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.read_content import Source, read_content
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.take_apart import take_apart
from dsurvey_desktop.usecases.taken_apart import Reading, TakenApart
from dsurvey_desktop.usecases.wishes import Wishes

_AHEAD = 4
"""Small files read before their turn."""


class ReadAhead:
    """Gives the files' content one by one; the first, and the next small ones, are begun early."""

    def __init__(self, paths: Sequence[Path], pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._left = deque(paths)
        self.sizes = FileSizes(paths)
        self._begun: deque[Future[Source]] = deque()
        self._begin()

    def begin(self, rules: ReadingRules, wishes: Wishes) -> None:
        """Unpacking needs no rules: it has begun."""

    def take_apart(self, rules: ReadingRules, wishes: Wishes, progress: Progress) -> TakenApart:
        """The next file; raises what `read_content` met there."""
        return take_apart(self._next_source(), Reading(rules, wishes.mapping, progress))

    def _next_source(self) -> Source:
        if not self._begun:
            self._begin()
        future = self._begun.popleft()
        while self._left and len(self._begun) < _AHEAD and self.sizes.is_small(self._left[0]):
            self._begin()
        return future.result()

    def _begin(self) -> None:
        self._begun.append(self._pool.submit(read_content, self._left.popleft()))
