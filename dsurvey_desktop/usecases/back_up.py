"""Backups: each day, before steps that take much away, and when somebody asks (product I4)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, log_store, office_store, server_file
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.usecases.backup_views import (
    BEFORE_UNDO,
    BY_HAND,
    DAILY,
    BackupView,
    view_of,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_backups import kept_in
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.target_folder import make_folder

KEPT_BEFORE_UNDO = 5
"""Of those before a batch was taken back; daily ones by the office's choice, others all stay."""


def back_up(desk: Desk, target: Path | None = None, progress: Progress = no_progress) -> BackupView:
    """Make a backup now, beside the office or in a folder such as a USB stick's.

    Raises:
        AppError: `backup_failed`, `folder_unusable`, `kept_on_server`, of `storage.trouble`, or
            of `media_error` where a stick fails.
    """
    if desk.database.is_on_server:
        raise kept_on_server()
    place = _place(desk) if target is None else target
    make_folder(place)
    return view_of(_make(desk, place, BY_HAND, progress))


def back_up_daily(desk: Desk) -> BackupView | None:
    """The day's backup, unless there is one, or the server's operator makes it; None then."""
    if desk.database.is_on_server:
        return None
    today = desk.today()
    for backup in backup_store.list_backups(_place(desk)):
        if backup.kind == DAILY and office_day(backup.made_at) == today:
            return None
    return view_of(_make(desk, _place(desk), DAILY))


def back_up_after(desk: Desk, before: Head) -> BackupView | None:
    """The day's backup, for who gives commands and opens no window all day.

    It follows the work and so holds it: somebody may give one command a day. After a look only
    none is made, and a practice office has nothing to lose.

    Args:
        desk: whose work it was.
        before: where the log stood before it.

    Raises:
        AppError: as `back_up`; the work itself is saved.
    """
    with desk.database.read() as connection:
        is_same = log_store.head(connection) == before
        is_practice = office_store.load_campaign(connection).practice_date is not None
    return None if is_same or is_practice else back_up_daily(desk)


def back_up_before_undo(connection: Connection, desk: Desk) -> None:
    """A backup to go back to when taking a batch back was a mistake.

    Args:
        connection: of the unit of work that takes it back. The backup is made beside it and holds
            what was there before; a unit that is refused has made none.
        desk: whose deed it is.
    """
    if not desk.database.is_on_server:
        _write(connection, desk, _place(desk), BEFORE_UNDO)


def kept_on_server() -> AppError:
    """What to say of backups of an office of several seats."""
    return AppError(
        "kept_on_server",
        text("The data of this office are on a server; whoever runs it makes the backups."),
        text("Please ask them, for example for pg_dump each night, and for a trial of restoring."),
    )


def list_backups(office: Path) -> tuple[BackupView, ...]:
    """The backups beside the office in `office`, those in a folder, or itself; newest first.

    AppError `kept_on_server` where a server's operator makes them.
    """
    if server_file.is_server_office(office):
        raise kept_on_server()
    itself = backup_store.read_backup(office)
    place = office / backup_store.FOLDER_NAME
    found = backup_store.list_backups(place) or backup_store.list_backups(office)
    return tuple(map(view_of, found if itself is None else (itself,)))


def _make(desk: Desk, place: Path, kind: str, progress: Progress = no_progress) -> BackupFile:
    with desk.database.write() as connection:
        return _write(connection, desk, place, kind, progress)


def _write(
    connection: Connection,
    desk: Desk,
    place: Path,
    kind: str,
    progress: Progress = no_progress,
) -> BackupFile:
    backup_store.remove_unfinished(place, desk.folder)
    engine, at = desk.database.engine, desk.now()
    made = backup_store.write_backup(engine, desk.folder, place, kind, at, progress)
    note(connection, desk, "backup_made", made.folder.name, {"digest": made.digest})
    kept = {DAILY: kept_in(connection), BEFORE_UNDO: KEPT_BEFORE_UNDO}
    if kind in kept:
        backup_store.keep_newest(place, made, kept[kind])
    return made


def _place(desk: Desk) -> Path:
    return desk.folder / backup_store.FOLDER_NAME
