"""Bringing an older office up to date: a backup first, then every step or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, dialect, migrate, restoring, server_file
from dsurvey_desktop.storage.database import (
    BEFORE_UPGRADE,
    newer_database,
    version_in,
    writing,
)


def bring_up_to_date(engine: Engine, folder: Path, progress: Progress) -> None:
    """Run the migrations that are missing in one unit of work; others wait outside meanwhile.

    Args:
        engine: of the office.
        folder: the office's; the backup is made beside it.
        progress: hears of the backup and of each migration; may raise `Cancelled`, and the office
            stays as it was.
    """
    with writing(engine) as connection, connection.begin():
        steps = migrate.missing(version_in(connection))
        if steps is None:  # somebody else brought it up to date, further than this program
            raise newer_database()
        if not steps:
            return
        progress(0, steps + 1, text("Backing up the data of an older program"))
        if _needs_backup(folder):
            _keep_before_upgrade(connection, engine, folder)
        migrate.migrate_within(connection, _watcher(steps, progress))


def _watcher(steps: int, progress: Progress) -> Callable[[int], None]:
    what = text("Bringing the data of an older program up to date")

    def tell(done: int) -> None:
        progress(done + 1, steps + 1, what)

    tell(0)
    return tell


def _needs_backup(folder: Path) -> bool:
    """A server's operator keeps backups; a backup that is being put back is there itself."""
    return not server_file.is_server_office(folder) and folder.name != restoring.WORKSHOP_NAME


def _keep_before_upgrade(connection: Connection, engine: Engine, folder: Path) -> None:
    """A backup of the office as it was last written, by the older program.

    An upgrade that failed, as on a full disk, has made it already.
    """
    written_s = (folder / dialect.DATABASE_NAME).stat().st_mtime
    place = folder / backup_store.FOLDER_NAME
    made_at = datetime.fromtimestamp(written_s, UTC)
    counts = backup_store.count(connection)
    for backup in backup_store.list_backups(place):
        is_same = (backup.kind, backup.made_at, backup.counts) == (BEFORE_UPGRADE, made_at, counts)
        if is_same and backup_store.is_whole(backup):
            return
    backup_store.write_backup(engine, folder, place, BEFORE_UPGRADE, made_at)
