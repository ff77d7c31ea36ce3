"""The files of an office as files: copied, set aside and put in place when a backup returns."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import backup_store, dialect, file_lock, key_slots
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.storage.trouble import Trouble, in_words

_JOURNALS = (f"{dialect.DATABASE_NAME}-wal", f"{dialect.DATABASE_NAME}-shm")
_PARTS = (key_slots.SLOTS_NAME, dialect.DATABASE_NAME)


def copy_office(source: Path, target: Path) -> None:
    """Copy database, journal and key slots to a folder; AppError `office_unreachable`."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in (*_PARTS, _JOURNALS[0]):
            if (source / name).exists():
                shutil.copy2(source / name, target / name)
                _flush(target / name)
    except OSError as error:
        raise in_words(Trouble.UNREACHABLE) from error


def check_closed(office: Path) -> None:
    """AppError `office_open_elsewhere` while another window or program has the database open."""
    if file_lock.is_held(office / dialect.DATABASE_NAME):
        raise AppError(
            "office_open_elsewhere",
            text("This office is open in another window or program. Nothing was changed."),
            text("Please close it there, then try again."),
        )


def set_aside(office: Path, place: Path, kind: str, made_at: datetime) -> BackupFile | None:
    """Keep the office's files as they are, even damaged, as a backup; None where there are none."""
    if not any((office / name).exists() for name in _PARTS):
        return None
    try:
        return backup_store.keep_as_it_is(
            place, kind, made_at, lambda workshop: copy_office(office, workshop)
        )
    except OSError as error:
        raise in_words(Trouble.UNREACHABLE) from error


def put_in_place(source: Path, office: Path) -> None:
    """Let the files in `source` take the place of the office's; called again, it goes on.

    The old journal goes first: a database must never meet another one's. Whatever it held stands
    in the backup that was set aside. AppError `office_open_elsewhere`, `office_unreachable`.
    """
    left = [name for name in _PARTS if (source / name).exists()]
    if not left:
        return
    check_closed(office)
    try:
        for name in _JOURNALS:
            (office / name).unlink(missing_ok=True)
        for name in left:
            move(source / name, office / name)
    except OSError as error:
        raise in_words(Trouble.UNREACHABLE) from error


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
