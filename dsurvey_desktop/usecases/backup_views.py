"""Backups as callers are shown them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.texts import N_
from dsurvey_desktop.storage.backup_store import BackupFile
from dsurvey_desktop.storage.database import BEFORE_UPGRADE

DAILY = "daily"
BY_HAND = "by_hand"
BEFORE_UNDO = "before_undo"
BEFORE_RESTORE = "before_restore"
KIND_WORDS: Mapping[str, str] = {
    DAILY: N_("Every day"),
    BY_HAND: N_("Made by hand"),
    BEFORE_UPGRADE: N_("Before the upgrade"),
    BEFORE_UNDO: N_("Before a file was taken back"),
    BEFORE_RESTORE: N_("Before a backup was put back"),
}


@dataclass(frozen=True, slots=True)
class BackupView:
    """A backup: its folder's path and name, why and when it was made, and what it holds.

    Counts are None for files that were set aside as they were.
    """

    path: str
    name: str
    kind: str
    made_at: datetime
    entries: int | None
    people: int | None
    log_lines: int | None
    size_bytes: int


def view_of(backup: BackupFile) -> BackupView:
    """What callers are shown of a backup."""
    return BackupView(
        str(backup.folder),
        backup.folder.name,
        backup.kind,
        backup.made_at,
        backup.counts.get("entries"),
        backup.counts.get("people"),
        backup.counts.get("log_lines"),
        backup.size_bytes,
    )
