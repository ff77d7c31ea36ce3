"""Asking the person at the desk for their password once more."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.password_guard import own_slot


def check_own_password(desk: Desk, password: str) -> None:
    """AppError `wrong_password`, also for another person's; each wrong one is on record.

    After several wrong ones it is `password_wait`.
    """
    try:
        own_slot(desk, password)
    except AppError as error:
        if error.code == "wrong_password":
            with desk.database.write() as connection:
                note(connection, desk, "unlock_failed", f"user {desk.user.id}")
        raise
