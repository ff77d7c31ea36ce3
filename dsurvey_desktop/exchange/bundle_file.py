"""Writing a bundle to a USB stick or a folder so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.leftovers import remove_leftovers, temporary_name
from dsurvey_desktop.domain.media import media_error
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.digests import sha256_hex

_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


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
        raise media_error(error, folder) from error
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
