"""How many of the daily backups stay: a number that the office chooses (product I4)."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require

KEPT_DAILY = 14
"""Until the office chooses."""
LEAST, MOST = 3, 366
_SETTING = "backups_kept"


def kept_daily(desk: Desk) -> int:
    """How many daily backups stay."""
    with desk.database.read() as connection:
        return kept_in(connection)


def kept_in(connection: Connection) -> int:
    """The same in the caller's unit of work."""
    return int(office_store.load_setting(connection, _SETTING) or KEPT_DAILY)


def keep_daily(desk: Desk, count: int) -> int:
    """Choose the number; older ones go with the next daily backup.

    Raises:
        AppError: `not_allowed`, `number_of_backups`.
    """
    require(desk, Role.ADMINISTRATOR)
    if not LEAST <= count <= MOST:
        raise AppError(
            "number_of_backups",
            text("{count} daily backups can't be kept.", count=count),
            text("Please choose a number from {least} to {most}.", least=LEAST, most=MOST),
        )
    with desk.database.write() as connection:
        before = kept_in(connection)
        if count != before:
            office_store.save_setting(connection, _SETTING, count)
            detail = {"old": before, "new": count}
            note(connection, desk, "backups_kept_changed", "settings", detail)
    return count
