"""Checking the chained log of what was done."""

from __future__ import annotations

from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.check_copy import check_copy
from dsurvey_desktop.usecases.desk import Desk

_WHOLE, _WHOLE_OVER_LINE = 50_000, 5_000
"""Lines a start looks through whole, from a file and from a server: some tenths of a second."""


def check_log(desk: Desk, progress: Progress = no_progress) -> int:
    """The number of lines when the whole chain holds; `progress` is told how far it is.

    Raises:
        AppError: `log_broken` says what is wrong; `office_replaced` as `check_copy`.
    """
    with desk.database.read() as connection:
        lines = log_store.check(connection, progress)
        found = log_store.head(connection)
    _keep(desk, found)
    check_copy(desk)
    return lines


def check_new_lines(desk: Desk) -> int:
    """As `check_log`; of a very long log only what is new since it was found whole before.

    Done at each start.
    """
    most = _WHOLE_OVER_LINE if desk.database.is_on_server else _WHOLE
    with desk.database.read() as connection:
        found = log_store.check_new(connection, most)
    _keep(desk, found)
    check_copy(desk)
    return found[0]


def _keep(desk: Desk, found: Head) -> None:
    with desk.database.read() as connection:
        is_known = log_store.checked_until(connection) == found[0]
    if not is_known:
        with desk.database.write() as connection:
            log_store.keep_checked(connection, found)
