"""How long work tells how far it is and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.domain.texts import Text

Progress = Callable[[int, int, Text], None]
"""`progress(done, total, what)`; raises `Cancelled` when the person asked to stop."""


def part_of(progress: Progress, done: int, total: int) -> Progress:
    """A watcher for step `done` (from 0) of `total`, whose own steps count as parts of it."""

    def tell(part_done: int, part_total: int, what: Text) -> None:
        share = min(part_done, part_total) * 100 // part_total if part_total else 0
        progress(done * 100 + share, total * 100, what)

    return tell


def beyond_stopping(progress: Progress) -> Progress:
    """A watcher that is only told: what is done already is not undone by a wish to stop."""

    def tell(done: int, total: int, what: Text) -> None:
        with suppress(Cancelled):
            progress(done, total, what)

    return tell


def no_progress(_done: int, _total: int, _what: Text) -> None:
    """For callers that do not watch."""
