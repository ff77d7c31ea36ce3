"""Who reads the files of an intake: this process in a thread, or other ones where there is much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.prepare_reading import count_for
from dsurvey_desktop.usecases.read_elsewhere import ReadElsewhere
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.taken_apart import TakenApart
from dsurvey_desktop.usecases.wishes import Wishes

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.read_ahead import ReadAhead


class Reader(Protocol):
    """Gives files taken apart, in their order."""

    @property
    def sizes(self) -> FileSizes:
        """How large the files are."""

    def begin(self, rules: ReadingRules, wishes: Wishes) -> None:
        """Have the next file read meanwhile."""

    def take_apart(self, rules: ReadingRules, wishes: Wishes, progress: Progress) -> TakenApart:
        """The next file; raises what was met there."""


@contextmanager
def reading(desk: Desk, paths: Sequence[Path]) -> Iterator[Reader]:
    """A reader of these files (at least one), for the block."""
    elsewhere = _elsewhere(desk, paths)
    if elsewhere is None:
        with _in_thread(paths) as reader:
            yield reader
        return
    try:
        yield elsewhere
    except BaseException:
        elsewhere.close(is_whole=False)
        raise
    elsewhere.close(is_whole=True)


def _elsewhere(desk: Desk, paths: Sequence[Path]) -> ReadElsewhere | None:
    """None where other processes are not worth it, or none starts."""
    sizes = FileSizes(paths)
    if count := count_for(sizes, paths):
        with suppress(OSError):
            return ReadElsewhere(paths, sizes, desk.clock, count)
    return None


@contextmanager
def _in_thread(paths: Sequence[Path]) -> Iterator[ReadAhead]:
    from dsurvey_desktop.usecases.read_ahead import ReadAhead  # noqa: PLC0415 - loads what reads

    pool = ThreadPoolExecutor(1, "reader")
    try:
        yield ReadAhead(paths, pool)
    finally:
        pool.shutdown(cancel_futures=True)
