"""What a USB stick, or another folder a person chose, does to a file, in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text

_FULL = {errno.ENOSPC, errno.EDQUOT}
_UNSUITABLE = {errno.EFBIG, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def media_error(error: OSError, folder: Path) -> AppError:
    """The refusal for what the system said about writing to a folder.

    Windows calls a drive without a stick protected, too.

    Returns:
        `media_full`, `media_read_only`, `media_unsuitable` or `media_failed`.
    """
    if error.errno in _FULL:
        return AppError(
            "media_full",
            text("There is not enough room; nothing was left behind."),
            text("Please make room or choose another USB stick or folder."),
        )
    if error.errno in _READ_ONLY and os.path.isdir(folder):  # noqa: PTH112 - never raises
        return AppError(
            "media_read_only",
            text("Nothing can be written there: it is protected against writing."),
            text("Please remove the protection or choose another USB stick or folder."),
        )
    if error.errno in _UNSUITABLE:
        return AppError(
            "media_unsuitable",
            text("The file system there can't keep a file of this name or size; nothing is left."),
            text("Please use a stick formatted as exFAT or NTFS, or a folder with a shorter path."),
        )
    return AppError(
        "media_failed",
        text("The USB stick or folder can't be reached; nothing was written."),
        text("Please put the stick in again or choose another folder."),
    )
