"""Backups: whole copies of the office in folders of their own, each read back before it counts.

A backup holds the database as it was, sealed with the office's key, and the key slots of that day:
it opens with a password that was valid then. Its manifest names counts, nobody.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, table
from sqlalchemy.exc import DatabaseError

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.domain.media import media_error
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import dialect, key_slots
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.trouble import Trouble, explained, in_words, trouble_of

FOLDER_NAME = "backups"
MANIFEST_NAME = "backup.json"
_STEPS = 2
COUNTED = {"entry": "entries", "person": "people", "batch": "batches", "log_line": "log_lines"}
"""Tables whose rows are counted, and what the counts are called."""
_UNFINISHED = ".part"
_MEDIA_TROUBLE: Mapping[Trouble | None, int] = {
    Trouble.FULL: errno.ENOSPC,
    Trouble.READ_ONLY: errno.EROFS,
    Trouble.UNREACHABLE: errno.EIO,
}
Facts = tuple[Mapping[str, int], Head | None]
"""What is counted in a backup, and the newest line of its log."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its manifest tells.

    Attributes:
        digest: SHA-256 (hex) of its database file.
        log_head: number and digest of the newest line of its log; None where an older program made
            it, or nobody could read it.
    """

    folder: Path
    kind: str
    made_at: datetime
    counts: Mapping[str, int]
    size_bytes: int
    digest: str
    log_head: Head | None = None


def write_backup(
    engine: Engine,
    office: Path,
    place: Path,
    kind: str,
    made_at: datetime,
    progress: Progress = no_progress,
) -> BackupFile:
    """Copy the office to a new folder under `place`, read it back, then give it its name.

    Args:
        engine: of the open office.
        office: its folder, for the key slots.
        place: the folder of backups.
        kind: why, one word; part of the folder's name.
        made_at: with time zone; part of the folder's name.
        progress: told before copying and before reading back, where it may also be stopped.

    Raises:
        AppError: `backup_failed`, of `trouble`, or of `media_error` where `place` is not the
            office's own; nothing half made stays behind.
    """

    def fill(workshop: Path) -> Facts:
        progress(0, _STEPS, text("Copying the office"))
        workshop.mkdir(parents=True)
        shutil.copy2(office / key_slots.SLOTS_NAME, workshop / key_slots.SLOTS_NAME)
        copy = workshop / dialect.DATABASE_NAME
        with explained() if is_own else _as_of_the_media():
            dialect.copy_whole(engine, copy)
        progress(1, _STEPS, text("Reading the copy back"))
        return _read_back(engine, copy)

    is_own = place.is_relative_to(office)
    try:
        return _make(place, kind, made_at, fill)
    except OSError as error:
        raise (_why_not(error) if is_own else media_error(error, place)) from error


@contextmanager
def _as_of_the_media() -> Iterator[None]:
    """Trouble with a copy elsewhere is that of the stick, not of the office's own drive."""
    try:
        yield
    except DatabaseError as error:
        number = _MEDIA_TROUBLE.get(trouble_of(error))
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from error


def _why_not(error: OSError) -> AppError:
    """What stood in the way of a backup beside the office."""
    if error.errno == errno.ENOSPC:
        return in_words(Trouble.FULL)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return in_words(Trouble.READ_ONLY)
    return _failed()


def keep_as_it_is(
    place: Path, kind: str, made_at: datetime, fill: Callable[[Path], None]
) -> BackupFile:
    """A backup of files that need not open, such as a damaged office's; its counts are unknown.

    Args:
        place: the folder of backups.
        kind: why, one word.
        made_at: with time zone.
        fill: makes the folder it is given and copies the office's files there.
    """

    def filled(workshop: Path) -> Facts:
        fill(workshop)
        return {}, None

    return _make(place, kind, made_at, filled)


def list_backups(place: Path) -> tuple[BackupFile, ...]:
    """All finished backups under a folder, newest first; what is no backup is passed over."""
    try:
        folders = [folder for folder in place.iterdir() if folder.suffix != _UNFINISHED]
    except OSError:
        return ()
    found = filter(None, map(read_backup, folders))
    return tuple(sorted(found, key=_age, reverse=True))


def _age(backup: BackupFile) -> tuple[datetime, float, str]:
    """Of the same second, the backup with the longer log is the later one."""
    return backup.made_at, backup.counts.get("log_lines", inf), backup.folder.name


def read_backup(folder: Path) -> BackupFile | None:
    """What the manifest in `folder` says; None where there is none that can be read."""
    try:
        words = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        return _from_manifest(folder, words)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def count(connection: Connection) -> dict[str, int]:
    """What the manifest of a backup made now would count."""
    asked = {name: select(func.count()).select_from(table(name)) for name in COUNTED}
    return {COUNTED[name]: connection.execute(ask).scalar_one() for name, ask in asked.items()}


def is_backup(folder: Path) -> bool:
    """True for the folder of a backup itself, which nobody works in."""
    return os.path.isfile(folder / MANIFEST_NAME)  # noqa: PTH113 - False where nothing may be read


def no_office_but_backup() -> AppError:
    """What to say of a backup's folder where an office's is meant; its files stay as they are."""
    return AppError(
        "office_is_backup",
        text("This folder is a backup; nobody works in it. Nothing was changed."),
        text(
            "Please put it back with 'Put a backup back …' or 'backup restore', into the folder of "
            "the office or into an empty one."
        ),
    )


def is_whole(backup: BackupFile) -> bool:
    """Whether its file is the one that was read back when it was made."""
    try:
        digest = _digest(backup.folder / dialect.DATABASE_NAME)
        return digest == backup.digest and (backup.folder / key_slots.SLOTS_NAME).is_file()
    except OSError:
        return False


def check_whole(backup: BackupFile) -> None:
    """AppError `backup_damaged` unless it is whole."""
    if not is_whole(backup):
        raise AppError(
            "backup_damaged",
            text("This backup is damaged. Nothing was changed."),
            text("Please choose another one."),
        )


def keep_newest(place: Path, made: BackupFile, count: int) -> None:
    """Remove the oldest backups of the kind of `made` beyond `count`.

    The one just made stays, also where a clock that was set back made it look like the oldest.
    """
    others = [one for one in list_backups(place) if one.kind == made.kind and one != made]
    for backup in others[count - 1 :]:
        shutil.rmtree(backup.folder, ignore_errors=True)


def remove_unfinished(place: Path, office: Path) -> None:
    """Remove what a power cut left half made of this office's backups.

    Only within a unit of work: nobody else makes a backup of the office then. Another office may
    be writing on the same stick; whose it is, tell the key slots, which are copied first.
    """
    own = key_slots.slot_ids(office / key_slots.SLOTS_NAME)
    for left in place.glob(f"*{_UNFINISHED}"):
        found = key_slots.slot_ids(left / key_slots.SLOTS_NAME)
        if place == office / FOLDER_NAME or own & found:
            shutil.rmtree(left, ignore_errors=True)


def _make(place: Path, kind: str, made_at: datetime, fill: Callable[[Path], Facts]) -> BackupFile:
    """Fill a folder, add the manifest, flush, and give it its name last."""
    target = _free_name(place, f"{made_at.astimezone(OFFICE_ZONE):%Y%m%d-%H%M%S}-{kind}")
    workshop = target.with_name(target.name + _UNFINISHED)
    shutil.rmtree(workshop, ignore_errors=True)
    try:
        counts, log_head = fill(workshop)
        database = workshop / dialect.DATABASE_NAME
        made = BackupFile(target, kind, made_at, counts, *_measure(database), log_head)
        (workshop / MANIFEST_NAME).write_text(json.dumps(_to_manifest(made)), encoding="utf-8")
        for path in workshop.iterdir():
            _flush(path)
        move(workshop, target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return made


def _read_back(engine: Engine, database: Path) -> Facts:
    try:
        found, log_head = dialect.look_into_copy(engine, database, list(COUNTED))
    except (dialect.DamagedCopy, DatabaseError) as error:
        if not database.exists():  # a stick pulled out took it along
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        raise _failed() from error
    return {COUNTED[name]: count for name, count in found.items()}, log_head


def _failed() -> AppError:
    return AppError(
        "backup_failed",
        text("The backup could not be made, or did not read back whole; it was removed."),
        text("Please check the drive and the room on it. The office itself is unharmed."),
    )


def _free_name(place: Path, name: str) -> Path:
    return next(path for path in _names(place, name) if not path.exists())


def _names(place: Path, name: str) -> Iterator[Path]:
    yield place / name
    number = 2
    while True:
        yield place / f"{name}-{number}"
        number += 1


def _to_manifest(made: BackupFile) -> dict[str, Any]:
    return {
        "kind": made.kind,
        "made_at": encode_moment(made.made_at),
        "counts": dict(made.counts),
        "size_bytes": made.size_bytes,
        "digest": made.digest,
        "log_head": None if made.log_head is None else list(made.log_head),
    }


def _from_manifest(folder: Path, words: Mapping[str, Any]) -> BackupFile:
    counts = {str(name): int(count) for name, count in words["counts"].items()}
    return BackupFile(
        folder,
        str(words["kind"]),
        decode_moment(words["made_at"]),
        counts,
        int(words["size_bytes"]),
        str(words["digest"]),
        None if (head := words.get("log_head")) is None else (int(head[0]), str(head[1])),
    )


def _measure(database: Path) -> tuple[int, str]:
    """Size in bytes and digest; nothing where only key slots were left to set aside."""
    if not database.exists():
        return 0, ""
    return database.stat().st_size, _digest(database)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
