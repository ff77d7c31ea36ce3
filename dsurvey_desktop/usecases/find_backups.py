"""What a person meant by a folder: an office, or backups of one, and where those belong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.storage import backup_store, database
from dsurvey_desktop.usecases.back_up import list_backups
from dsurvey_desktop.usecases.backup_views import BackupView


@dataclass(frozen=True, slots=True)
class FoundBackups:
    """Backups in or beside a folder.

    Attributes:
        backups: newest first.
        office: the folder of the office they belong to; None where only the person knows, as on a
            stick.
        is_office: whether the folder asked about is an office that can be opened.
    """

    backups: tuple[BackupView, ...]
    office: Path | None
    is_office: bool


def find_backups(folder: Path) -> FoundBackups:
    """Look at the folder of an office, a backup, or several backups; AppError `kept_on_server`."""
    return FoundBackups(list_backups(folder), _office_of(folder), database.is_office(folder))


def holds_backups_only(folder: Path) -> bool:
    """True where a person who opens this folder needs a backup put back."""
    return not database.is_office(folder) and bool(list_backups(folder))


def _office_of(folder: Path) -> Path | None:
    if backup_store.is_backup(folder):
        return _office_of(folder.parent) if folder.parent.name == backup_store.FOLDER_NAME else None
    if folder.name == backup_store.FOLDER_NAME:
        return folder.parent
    has_place = (folder / backup_store.FOLDER_NAME).is_dir()
    return folder if has_place or database.is_office(folder) else None
