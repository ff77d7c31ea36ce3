"""Noticing that an office on this machine is open in another window too."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.desk import Desk


def check_alone(desk: Desk) -> None:
    """Say so at the second window (product I5); nothing is refused for it.

    Raises:
        AppError: `office_open_twice`; a notice.
    """
    here = desk.database.presence
    if here is not None and here.has_others:
        raise AppError(
            "office_open_twice",
            text("This office is open in another window or program of this computer too."),
            text(
                "You can work in both: each shows what the other saved, and nothing is overwritten "
                "unseen. If that was not meant, please close one of them."
            ),
        )
