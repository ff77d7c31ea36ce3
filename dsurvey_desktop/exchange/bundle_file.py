"""Writing a bundle to a USB stick or a folder so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.leftovers import remove_leftovers, temporary_name
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.digests import sha256_hex

_FULL = {errno.ENOSPC, errno.EDQUOT}
_UNSUITABLE = {errno.EFBIG, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def write_bundle_file(folder: Path, bundle: BundleFile) -> Path:
    """Write, flush, read back, compare, then give the file its name.

    Returns:
        The file's path; the same bundle that lies there already is left alone.

    Raises:
        AppError: `bundle_file_exists`, `media_full`, `media_read_only`, `media_unsuitable`,
            `media_failed` or `media_read_back_differs`; nothing half written stays behind.
    """
    target = folder / bundle.name
    temporary = folder / temporary_name(bundle.name)
    try:
        if target.exists():
            return _existing(target, bundle)
        _write_and_compare(temporary, bundle)
        remove_leftovers(temporary)
        move(temporary, target)
        _flush_folder(folder)
    except OSError as error:
        raise _media_error(error, folder) from error
    finally:
        _remove(temporary)
    return target


def _existing(target: Path, bundle: BundleFile) -> Path:
    if sha256_hex(target.read_bytes()) == bundle.digest:
        return target
    raise AppError(
        "bundle_file_exists",
        text(
            "Another file named {name} lies there already; it was left as it is.", name=target.name
        ),
        text("Please choose another folder or move that file away."),
        name=target.name,
    )


def _write_and_compare(temporary: Path, bundle: BundleFile) -> None:
    with temporary.open("wb") as file:
        file.write(bundle.data)
        file.flush()
        os.fsync(file.fileno())
        _forget_cached(file.fileno())
    if sha256_hex(temporary.read_bytes()) != bundle.digest:
        raise AppError(
            "media_read_back_differs",
            text("What was written can't be read back the same; the file was removed."),
            text("Please use another USB stick or folder: this one is not reliable."),
        )


def _forget_cached(handle: int) -> None:
    """Have the system read the stick itself, not its own memory of what was written."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the file system can.

    Windows has no such call for folders, and some sticks and shares refuse it: the file itself is
    flushed, and under its name already.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(handle)


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # a stick pulled out takes its temporary file along; the first error is the one told


def _media_error(error: OSError, folder: Path) -> AppError:
    """Windows calls a drive without a stick protected, too."""
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
