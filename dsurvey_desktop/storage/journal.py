"""The local file's journal: what was committed is safe there and is moved into the file later."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from dsurvey_desktop.storage import dialect


class Mover:
    """Moves the journal into the file beside other work; for one thread that asks."""

    def __init__(self) -> None:
        self._thread: Thread | None = None

    def start(self, engine: Engine) -> None:
        """Begin moving all that is committed now, if nothing is being moved."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=_move, args=(engine,), name="journal")
            self._thread.start()

    def finish(self) -> None:
        """Wait until what was begun is done."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None


def _move(engine: Engine) -> None:
    """What cannot be moved now stays in the journal, as safe as before."""
    with suppress(DatabaseError):
        dialect.move_journal(engine)
