"""Reading much at once without Python's collector of cyclic garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Pause:
    """The collector rests until the last of those has ended who want it, in whichever thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._was_enabled = False

    def begin(self) -> None:
        with self._lock:
            if not self._users:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._users += 1

    def end(self) -> None:
        with self._lock:
            self._users -= 1
            if not self._users and self._was_enabled:
                gc.freeze()  # what was made meanwhile counts as old at once, looked through or not
                gc.unfreeze()
                gc.enable()


_pause = _Pause()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without cyclic garbage collection: a big file makes a million objects and no cycles.

    Measured on 20,000 rows of 54 columns: reading rows takes 0.2 s instead of 0.45 s.
    """
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()
