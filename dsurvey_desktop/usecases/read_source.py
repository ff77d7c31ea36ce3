"""Reading files that people choose: sizes first, and clear words when a device vanishes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.intake.archive import is_passed_over
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS


def read_source(path: Path, if_large: Text | None = None) -> bytes:
    """The bytes of a file that is not too large.

    Args:
        path: the file.
        if_large: what to do where it is; without it the words for what a community sends.

    Raises:
        AppError: `file_missing`, `file_locked`, `too_large`, `unreadable_file`.
    """
    data = read_up_to(path, DEFAULT_LIMITS.size_bytes)
    if len(data) > DEFAULT_LIMITS.size_bytes:
        error = _too_large(path, DEFAULT_LIMITS.size_bytes)
        raise AppError(error.code, error.message, if_large) if if_large else error
    return data


def read_if_there(path: Path) -> bytes | None:
    """The same of a file that was refused; None where it can't be read, as its drive is gone."""
    with suppress(AppError):
        return read_source(path)
    return None


def read_up_to(path: Path, limit_bytes: int) -> bytes:
    """The bytes of a file; of one above the limit only what shows that it is above.

    Raises:
        AppError: `file_missing`, `file_locked`, `unreadable_file`.
    """
    with _told(path):
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for without end
            raise _no_file(path)
        with path.open("rb") as file:
            data = file.read(min(found.st_size, limit_bytes) + 1)  # room is made for all of that
            has_grown = len(data) > found.st_size
            return data + file.read(limit_bytes + 1 - len(data)) if has_grown else data


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise _missing(path) from error
    except PermissionError as error:
        if not os.path.isdir(path.parent):  # noqa: PTH112 - never raises
            # Windows refuses what lies on a drive without its stick.
            raise _missing(path) from error
        raise AppError(
            "file_locked",
            text("The file {file} is open in another program, or locked.", file=shown_name(path)),
            text("Please close it in Excel or WPS and try again."),
        ) from error
    except OSError as error:
        raise AppError(
            "unreadable_file",
            text("The file {file} can't be read from its drive.", file=shown_name(path)),
            text("Please copy it to this computer and try again."),
        ) from error


def _missing(path: Path) -> AppError:
    return AppError(
        "file_missing",
        text("The file {file} is not there (any more).", file=shown_name(path)),
        text("Please check the drive or folder and choose it again."),
    )


def shown_name(path: Path) -> str:
    """A file's name as it can be kept and shown; bytes that are no text become question marks."""
    return path.name.encode("utf-8", "replace").decode()


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given, folders as the files in them.

    Of a folder, hidden and temporary files are left out, and what phones put beside forms:
    photos and recordings.
    """
    for path in paths:
        yield from _files_in(path)


def _files_in(path: Path) -> list[Path]:
    """The file itself, or the files of the folder; one whose drive vanishes is left to reading."""
    try:
        if path.is_dir():
            return [one for one in sorted(path.rglob("*")) if _is_wanted(one)]
    except OSError:
        pass
    return [path]


def _is_wanted(path: Path) -> bool:
    return path.is_file() and not is_passed_over(path.name)


def _no_file(path: Path) -> AppError:
    return AppError(
        "unreadable_file",
        text("{file} is a folder, a device or a pipe, not a file.", file=shown_name(path)),
        text("Please choose the file itself."),
    )


def _too_large(path: Path, limit_bytes: int) -> AppError:
    return AppError(
        "too_large",
        text(
            "The file {file} is larger than {limit} MB and was not opened.",
            file=shown_name(path),
            limit=limit_bytes // (1024 * 1024),
        ),
        text("Please send one community per file."),
    )
