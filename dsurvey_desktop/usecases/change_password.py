"""Changing one's password."""

from __future__ import annotations

from dsurvey_desktop.storage import database
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.set_up_office import check_password


def change_password(desk: Desk, old: str, new: str) -> None:
    """Seal the database key with a new password; AppError `wrong_password`, `password_short`."""
    check_password(new)
    with desk.database.write() as connection:
        note(connection, desk, "password_changed", "own")
        database.change_password(desk.database, old, new)
