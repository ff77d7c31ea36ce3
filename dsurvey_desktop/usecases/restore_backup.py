"""Putting a backup back: guided, and itself undone by putting back what was there (product I4)."""

from __future__ import annotations

import shutil
from pathlib import Path

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, office_files, server_file
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.usecases.back_up import kept_on_server
from dsurvey_desktop.usecases.backup_views import BEFORE_RESTORE
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.password_guard import guarded

_WORKSHOP = ".restore"


def restore_backup(
    office: Path, chosen: Path | str, password: str, clock: Clock = system_clock
) -> Desk:
    """Put a backup in the place of the office in `office`, and open it.

    What is there now, whole or damaged, is first set aside as a backup of its own. The backup is
    tried on a copy before anything is touched; no other window may have the office open.

    Args:
        office: the office's folder.
        chosen: a backup's folder, or the name of one beside the office.
        password: one that was valid when the backup was made.
        clock: for the day the office is opened on.

    Raises:
        AppError: `no_backup`, `backup_damaged`, `wrong_password`, `password_wait`,
            `newer_database`, `office_open_elsewhere`, `office_unreachable`, `kept_on_server`.
    """
    if server_file.is_server_office(office):
        raise kept_on_server()
    office_files.check_closed(office)
    backup = _find(office, chosen)
    backup_store.check_whole(backup)
    workshop = office / _WORKSHOP
    try:
        shutil.rmtree(workshop, ignore_errors=True)
        office_files.copy_office(backup.folder, workshop)
        guarded(office, lambda: close_office(open_office(workshop, password, clock)), clock)
        office_files.check_closed(office)
        office_files.set_aside(office, office / backup_store.FOLDER_NAME, BEFORE_RESTORE, clock())
        office_files.put_in_place(workshop, office)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    desk = open_office(office, password, clock)
    with desk.database.write() as connection:
        note(connection, desk, "backup_restored", backup.folder.name, {"digest": backup.digest})
    return desk


def _find(office: Path, chosen: Path | str) -> BackupFile:
    beside = office / backup_store.FOLDER_NAME / str(chosen)
    found = backup_store.read_backup(Path(chosen)) or backup_store.read_backup(beside)
    if found is None:
        raise AppError(
            "no_backup",
            text("There is no backup there."),
            text("Please choose one from the list, or the folder of one on a USB stick."),
        )
    return found
