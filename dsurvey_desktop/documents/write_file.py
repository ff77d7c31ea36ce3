"""Writing a file so that a half-written one is never seen under its name."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.leftovers import ENDING, PREFIX, remove_leftovers
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.texts import text

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def replace_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of `path` when all went well.

    It is written beside `path` under a temporary name, flushed to the disk, then renamed; after
    any exception the old file is as it was and the temporary one is gone.

    Raises:
        AppError: `file_not_writable` (missing folder, no right, open elsewhere) or `disk_full`.
    """
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=PREFIX, suffix=ENDING, delete=False
        ) as file:
            temporary = Path(file.name)
            remove_leftovers(temporary)
            yield file
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    except BaseException as error:
        if temporary is not None:
            _remove(temporary)
        if isinstance(error, OSError):
            raise _in_words(error) from error
        raise


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, and its file with it; the first error is the one told


def _in_words(error: OSError) -> Exception:
    if error.errno in _DISK_FULL:
        return AppError(
            "disk_full",
            text("The disk is full. The file was not written; what was there before is unharmed."),
            text("Free some space or choose another disk, then try again."),
        )
    return AppError(
        "file_not_writable",
        text("The file could not be written; what was there before is unharmed."),
        text("Close it in other programs, check that the folder exists and may be written to."),
    )
