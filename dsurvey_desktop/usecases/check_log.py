"""Checking the chained log of what was done."""

from __future__ import annotations

from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.desk import Desk


def check_log(desk: Desk) -> int:
    """The number of lines when the whole chain holds; AppError `log_broken` says what is wrong."""
    with desk.database.read() as connection:
        lines = log_store.check(connection)
        found = log_store.head(connection)
    _keep(desk, found)
    return lines


def check_new_lines(desk: Desk) -> int:
    """As `check_log`, but only behind the line up to which the chain was found whole before.

    Done at each start: what it costs depends on the work since the last one.
    """
    with desk.database.read() as connection:
        found = log_store.check_new(connection)
    _keep(desk, found)
    return found[0]


def _keep(desk: Desk, found: Head) -> None:
    with desk.database.read() as connection:
        is_known = log_store.checked_until(connection) == found[0]
    if not is_known:
        with desk.database.write() as connection:
            log_store.keep_checked(connection, found)
