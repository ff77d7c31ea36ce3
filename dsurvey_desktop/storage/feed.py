"""Rows on their way into the database while the caller makes more, all in one unit of work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.storage.dialect import beside_python, spilling

FEED_ROWS = 1000
"""How many rows to hand over at once: few hand-overs, and little left to do at the end."""
_MOST_WAITING = 8
"""Lots that may wait; a caller faster than the database waits too, so that memory stays small."""
Rows = Sequence[dict[str, Any]]
AddRows = Callable[[Connection, Rows], None]
"""A store's function that adds rows, such as `row_store.add_rows`."""


class Feed:
    """Adds rows in a thread of its own, in the order they were given.

    The connection belongs to the feed until `feeding` ends: the caller must not use it meanwhile,
    but for the while after `finished`.
    """

    def __init__(self, connection: Connection, ending: ExitStack) -> None:
        self._connection = connection
        self._ending = ending
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()

    def add(self, add_rows: AddRows, rows: Rows) -> None:
        """Have rows added by a store's function; raises what an earlier lot met."""
        if rows:
            self.run(lambda connection: add_rows(connection, rows))

    def run(self, write: Callable[[Connection], None]) -> None:
        """Have something written in its turn; raises what was met earlier."""
        if self._pool is None:
            self._ending.enter_context(beside_python())
            self._ending.enter_context(spilling(self._connection))
            self._pool = self._ending.enter_context(ThreadPoolExecutor(1, "feed"))
        self._waiting.append(self._pool.submit(write, self._connection))
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().result()

    def finished(self) -> Connection:
        """The connection once all is written, the caller's until the next lot.

        Raises what the first failing lot met.
        """
        while self._waiting:
            self._waiting.popleft().result()
        return self._connection

    def give_up(self) -> None:
        """Leave out what waits; the lot at hand is still added, and rolled back with the rest."""
        for lot in self._waiting:
            lot.cancel()


@contextmanager
def feeding(connection: Connection) -> Iterator[Feed]:
    """A feed for the block; at its end all rows are added, or the feed is idle and an error flies.

    Encrypting and writing pages needs no Python, so it goes on beside the caller's work.
    """
    with ExitStack() as ending:
        feed = Feed(connection, ending)
        try:
            yield feed
            feed.finished()
        except BaseException:
            feed.give_up()
            raise
