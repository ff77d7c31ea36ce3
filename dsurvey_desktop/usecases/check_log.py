"""Checking the chained log of what was done."""

from __future__ import annotations

from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.desk import Desk


def check_log(desk: Desk) -> int:
    """The number of lines when the chain holds; AppError `log_broken` names the first bad line."""
    with desk.database.read() as connection:
        return log_store.check(connection)
