"""Noticing that an older copy of the whole office lies in its place."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, key_slots, log_store
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.usecases.desk import Desk


def check_copy(desk: Desk) -> None:
    """Hold the log against the backups beside the office: what they hold must stand in it still.

    The chain of an older copy is whole in itself. Who puts a backup back by the program has that
    noted, and backups that were there then count no more.

    Raises:
        AppError: `office_replaced`, with the backup's name as `backup`.
    """
    if desk.database.is_on_server:
        return
    own = key_slots.slot_ids(desk.folder / key_slots.SLOTS_NAME)
    found = backup_store.list_backups(desk.folder / backup_store.FOLDER_NAME)
    with desk.database.read() as connection:
        earlier = _put_back_over(connection)
        for backup in found:
            is_other = own.isdisjoint(key_slots.slot_ids(backup.folder / key_slots.SLOTS_NAME))
            if backup.log_head is None or backup.folder.name in earlier or is_other:
                continue  # of an older program, or an office that was here before
            if not log_store.has_line(connection, backup.log_head):
                raise _replaced(backup)


def _put_back_over(connection: Connection) -> frozenset[str]:
    """Names of backups that were there when one was put back."""
    details = log_store.details_of(connection, "backup_restored")
    return frozenset(name for one in details for name in one.get("earlier", ()))


def _replaced(backup: BackupFile) -> AppError:
    return AppError(
        "office_replaced",
        text(
            "The data here are an older copy: what the backup of {moment} holds is missing.",
            moment=backup.made_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        ),
        text(
            "Please ask who put it there. If that was not meant, put this backup back; the data as "
            "they are now are kept too. If it was, back up now and put that backup back: then this "
            "is said no more."
        ),
        backup=backup.folder.name,
    )
