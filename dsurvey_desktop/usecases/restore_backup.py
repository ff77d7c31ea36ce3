"""Putting a backup back: guided, and itself undone by putting back what was there (product I4)."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, office_files, restoring, server_file
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.storage.restoring import Restored
from dsurvey_desktop.usecases.back_up import kept_on_server
from dsurvey_desktop.usecases.backup_views import BEFORE_RESTORE
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.password_guard import guarded


def restore_backup(
    office: Path,
    chosen: Path | str,
    password: str,
    clock: Clock = system_clock,
    progress: Progress = no_progress,
) -> Desk:
    """Put a backup in the place of the office in `office`, and open it.

    What is there now, whole or damaged, is first set aside as a backup of its own. The backup is
    tried on a copy before anything is touched; no other window may have the office open. Where
    power fails meanwhile, the next `open_office` ends what was begun, or clears it away.

    Args:
        office: the office's folder.
        chosen: a backup's folder, or the name of one beside the office.
        password: one that was valid when the backup was made.
        clock: for the day the office is opened on.
        progress: as for `open_office`.

    Raises:
        AppError: `no_backup`, `backup_damaged`, `wrong_password`, `password_wait`,
            `newer_database`, `office_open_elsewhere`, `office_unreachable`, `kept_on_server`,
            `office_is_backup`.
    """
    if server_file.is_server_office(office):
        raise kept_on_server()
    if backup_store.is_backup(office):
        raise backup_store.no_office_but_backup()
    office_files.check_closed(office)
    backup = _find(office, chosen)
    backup_store.check_whole(backup)
    restoring.finish(office)
    with restoring.new_workshop(office) as workshop:
        office_files.copy_office(backup.folder, workshop)
        _try(office, workshop, password, clock, progress)
        office_files.check_closed(office)
        office_files.set_aside(office, office / backup_store.FOLDER_NAME, BEFORE_RESTORE, clock())
        restoring.mark_ready(workshop, Restored(backup.folder.name, backup.digest))
    return open_office(office, password, clock)


def _try(office: Path, workshop: Path, password: str, clock: Clock, progress: Progress) -> None:
    """Open the copy, so that it is brought up to date there; wrong passwords are the office's."""
    guarded(office, lambda: close_office(open_office(workshop, password, clock, progress)), clock)


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
