"""Taking in what communities send: each file is one batch, taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_files import reading
from dsurvey_desktop.usecases.read_source import expand
from dsurvey_desktop.usecases.remember_mapping import check_mapping
from dsurvey_desktop.usecases.take_files import FileTaker
from dsurvey_desktop.usecases.unread_files import begin_reading
from dsurvey_desktop.usecases.wishes import Wishes


def add_submissions(
    desk: Desk,
    paths: Sequence[Path],
    *,
    take_changes: bool = False,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
    progress: Progress = no_progress,
) -> tuple[FileOutcome, ...]:
    """Take in files and the files of folders; an unreadable one stops no other.

    A file whose columns a person should look at first is not taken in; its outcome says so.

    Args:
        desk: who takes in, and where.
        paths: files and folders.
        take_changes: take differing values of entries that exist; otherwise they wait.
        mapping: what the columns mean; remembered for tables of its shape.
        accept_mapping: take the program's own matching where it would ask, and remember it.
        progress: called for each file and, in larger ones, every few hundred rows; raising
            `Cancelled` keeps the files done so far and nothing of the one at hand.

    Raises:
        AppError: `not_allowed`, `no_files`, `mapping_invalid`.
    """
    require(desk, Role.CLERK)
    files = files_in(paths)
    wishes = Wishes(take_changes, mapping, accept_mapping)
    check_wishes(desk, wishes)
    begin_reading(desk, files)
    with collector_paused(), reading(desk, files) as reader:
        return FileTaker(desk, wishes, reader, files, progress).take()


def check_wishes(desk: Desk, wishes: Wishes) -> None:
    """AppError `mapping_invalid` before any file is read."""
    if wishes.mapping is not None:
        with desk.database.read() as connection:
            check_mapping(connection, wishes.mapping)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files of files and folders; AppError `no_files` when there is none."""
    files = list(expand(paths))
    if not files:
        raise AppError(
            "no_files",
            text("There is no file to take in."),
            text("Please choose files, or a folder that holds some."),
        )
    return files
