"""Folders that people choose to be written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; AppError `folder_unusable` when that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(
            "folder_unusable",
            text("The folder {folder} can't be made or used.", folder=folder.name or folder.anchor),
            text("Please check the drive, and that no file has this name, or choose another."),
        ) from error


@contextmanager
def gone_unless_done(files: Sequence[Path]) -> Iterator[None]:
    """Where the work inside fails or is stopped, the files it has written go with it.

    Args:
        files: read at the end, so that the work may add to them as it writes.
    """
    try:
        yield
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise
