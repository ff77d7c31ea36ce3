"""Files read in a thread of their own: unpacking a workbook needs no Python, so work goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.read_file import FileContent, read_file
from dsurvey_desktop.usecases.read_source import read_source, shown_name

_SMALL_BYTES = 1_000_000
"""A larger file is read at its turn, so that two of them never lie in memory at once."""
_LARGE_BYTES = 8_000_000
_AHEAD = 4
"""Small files read before their turn."""


class Source(NamedTuple):
    """A file's bytes and what stands in them."""

    data: bytes
    content: FileContent


def read_content(path: Path) -> Source:
    """A file unpacked, before anybody asks what its columns mean.

    Raises:
        AppError: of `read_source` and `read_file`.
    """
    data = read_source(path)
    return Source(data, read_file(data, shown_name(path), DEFAULT_LIMITS))


class ReadAhead:
    """Gives the files' content one by one; the first, and the next small ones, are begun early."""

    def __init__(self, paths: Sequence[Path], pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._left = deque(paths)
        self._sizes = {path: _size_bytes(path) for path in paths}
        self._begun: deque[Future[Source]] = deque()
        self._begin()

    def is_small(self, path: Path) -> bool:
        """True for a file that is read ahead, and taken in together with others."""
        return 0 <= self._sizes[path] <= _SMALL_BYTES

    def is_large(self, path: Path) -> bool:
        """True for a file beside which nothing else should lie in memory while it is read."""
        return self._sizes[path] > _LARGE_BYTES

    def next_source(self) -> Source:
        """The content of the next file; raises what `read_content` met there."""
        if not self._begun:
            self._begin()
        future = self._begun.popleft()
        while self._left and len(self._begun) < _AHEAD and self.is_small(self._left[0]):
            self._begin()
        return future.result()

    def _begin(self) -> None:
        self._begun.append(self._pool.submit(read_content, self._left.popleft()))


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # what is wrong with it is told at its turn
        return -1


@contextmanager
def reading_ahead(paths: Sequence[Path]) -> Iterator[ReadAhead]:
    """A reader of these files (at least one), for the block."""
    pool = ThreadPoolExecutor(1, "reader")
    try:
        yield ReadAhead(paths, pool)
    finally:
        pool.shutdown(cancel_futures=True)
