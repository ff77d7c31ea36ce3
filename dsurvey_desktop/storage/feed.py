"""Rows on their way into the database while the caller makes more, all in one unit of work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.storage.dialect import beside_python, spilling

FEED_ROWS = 1000
"""How many rows to hand over at once: few hand-overs, and little left to do at the end."""
_MOST_WAITING = 8
"""Lots that may wait; a caller faster than the database waits too, so that memory stays small."""
AddRows = Callable[[Connection, Sequence[Any]], None]


class _Lot:
    """Rows that are added together, by how they are added."""

    def __init__(self) -> None:
        self.rows: dict[AddRows, list[Any]] = {}
        self.count = 0

    def takes(self, kinds: Iterable[AddRows]) -> bool:
        """Whether these stay in their order here: what is new to the lot goes behind the rest."""
        is_new = [one not in self.rows for one in kinds]
        return is_new == sorted(is_new)

    def add(self, add_rows: AddRows, rows: Sequence[Any]) -> None:
        self.rows.setdefault(add_rows, []).extend(rows)
        self.count += len(rows)

    def write(self, connection: Connection) -> None:
        for add_rows, rows in self.rows.items():
            add_rows(connection, rows)


class Feed:
    """Adds rows in a thread of its own.

    Rows of one kind are added in the order they were given, and kinds that are given together in
    their order too. The connection belongs to the feed until `feeding` ends: the caller must
    not use it meanwhile, but for the while after `finished`.
    """

    def __init__(self, connection: Connection, ending: ExitStack) -> None:
        self._connection = connection
        self._ending = ending
        self._pool: ThreadPoolExecutor | None = None
        self._lot = _Lot()
        self._waiting: deque[Future[None]] = deque()

    def add(self, *kinds: tuple[AddRows, Sequence[Any]]) -> None:
        """Have rows added, of each kind by a store's function (`row_store.add_rows`).

        A kind goes before those that refer to it. Raises what an earlier lot met.
        """
        given = [(add_rows, rows) for add_rows, rows in kinds if rows]
        if not self._lot.takes(add_rows for add_rows, _rows in given):
            self._hand_over()
        for add_rows, rows in given:
            self._lot.add(add_rows, rows)
        if self._lot.count >= FEED_ROWS:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._pool is None:
            self._ending.enter_context(beside_python())
            self._ending.enter_context(spilling(self._connection))
            self._pool = self._ending.enter_context(ThreadPoolExecutor(1, "feed"))
        self._waiting.append(self._pool.submit(self._lot.write, self._connection))
        self._lot = _Lot()
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().result()

    def finished(self) -> Connection:
        """The connection once all is written, the caller's until the next lot.

        Raises what the first failing lot met.
        """
        if self._lot.count:
            self._hand_over()
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
