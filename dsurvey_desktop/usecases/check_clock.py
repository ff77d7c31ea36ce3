"""Noticing a computer whose clock was set back: days count down, deadlines and numbers go by it."""

from __future__ import annotations

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.desk import Desk


def check_clock(desk: Desk) -> None:
    """Say when today lies before the day of the newest line of the log; nothing is refused for it.

    Raises:
        AppError: `clock_set_back`; a warning, since only a person knows which day is right.
    """
    with desk.database.read() as connection:
        last = log_store.newest_moment(connection)
    today = desk.today()
    if last is not None and today < office_day(last):
        raise AppError(
            "clock_set_back",
            text(
                "This computer says it is {today}, but the last work here was done on {last}.",
                today=today.isoformat(),
                last=office_day(last).isoformat(),
            ),
            text("Please check the computer's date before you go on: what you do is noted by it."),
        )
