"""Lines for the person at the terminal, and the one way to refuse."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """The journey can't go on; the message says why and what to type."""


def say(line: str) -> None:
    """One line of progress, shown at once."""
    print(f"  {line}", flush=True)


@contextmanager
def stage(title: str) -> Iterator[None]:
    """Announce a stage and, when it ended well or badly, say how long it took."""
    print(f"\n== {title}", flush=True)
    begin = time.monotonic()
    try:
        yield
    finally:
        say(f"({title}: {time.monotonic() - begin:.1f} s)")
