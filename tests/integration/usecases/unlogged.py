"""Finds units of work of the program that change something and put no line into the log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.storage import log_store
from dsurvey_desktop.storage.database import Database

PROGRAM = Path(log_store.__file__).parents[1]
NO_DEED = {
    "check_log._keep": "how far the log was looked at",
    "send_bundle.send_bundle": "a bundle in the making; it is told once it is written, or dropped",
    "rebuild_search.rebuild_search": "the words by which people are found, made anew",
    "name_explanations.name_explanations": "which finding an older explanation is of, named",
    "unread_files.begin_reading": "names of files that are about to be read",
    "unread_files.end_reading": "names of files that were read and said nothing new",
    "send_bundle._write": "the same, where the stick never got it",
}
"""Functions whose writing is nobody's deed, and what they write."""


def watching(found: list[str]) -> Callable[[Database], Any]:
    """`Database.write`, noting in `found` who changed something unlogged."""
    original = Database.write

    @contextmanager
    def write(database: Database) -> Iterator[Connection]:
        whose = _whose(sys._getframe(2))
        with original(database) as connection:
            if database.is_on_server or whose is None or whose in NO_DEED:
                yield connection
                return
            before = changes_of(connection), log_store.head(connection)
            yield connection
            after = changes_of(connection), log_store.head(connection)
            if after[0] != before[0] and after[1] == before[1]:
                found.append(whose)

    return write


def changes_of(connection: Connection) -> int:
    driver: Any = connection.connection.driver_connection
    return int(driver.total_changes)


def _whose(frame: FrameType | None) -> str | None:
    """The program's function that opened the unit of work; None for a test's own."""
    while frame is not None and frame.f_code.co_filename.endswith("contextlib.py"):
        frame = frame.f_back
    file = None if frame is None else Path(frame.f_code.co_filename)
    if frame is None or file is None or not file.is_relative_to(PROGRAM):
        return None
    return f"{file.stem}.{frame.f_code.co_name}"
