"""Whether another program has an SQLite database open: by the bytes that SQLite itself locks.

A connection to a database in WAL mode holds a shared lock on these bytes for as long as it is open
(SQLite's file format, "lock-byte page"). It needs no key, so a damaged database is told too.
Other files are held by the same bytes. Closing a file lets go of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510


class HeldByAnother(Exception):
    """Another program holds the file."""


def is_held(database: Path) -> bool:
    """True while another process has `database` open; False where there is no such file.

    Not to be called while this process has it open: closing a file drops the locks of a process.
    """
    try:
        with _locked(database, os.O_RDWR):
            return False
    except HeldByAnother:
        return True
    except OSError:
        return False


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep other programs from `path`, a file that is made where there is none.

    Raises:
        HeldByAnother: somebody else holds it.
    """
    with _locked(path, os.O_RDWR | os.O_CREAT):
        yield


def take_byte(descriptor: int, number: int) -> bool:
    """Hold one byte of an open file; False while another process holds it."""
    try:
        _lock(descriptor, number, 1)
    except OSError:
        return False
    return True


def free_byte(descriptor: int, number: int) -> None:
    """Let go of one that is held."""
    _unlock(descriptor, number, 1)


@contextmanager
def _locked(path: Path, flags: int) -> Iterator[None]:
    descriptor = os.open(path, flags)
    try:
        try:
            _lock(descriptor, _SHARED_FIRST, _SHARED_SIZE)
        except OSError as error:
            raise HeldByAnother from error
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":  # pragma: no cover - looked at under Wine

    def _lock(descriptor: int, first: int, size: int) -> None:
        import msvcrt  # noqa: PLC0415 - there only

        os.lseek(descriptor, first, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, size)

    def _unlock(descriptor: int, first: int, size: int) -> None:
        import msvcrt  # noqa: PLC0415 - there only

        os.lseek(descriptor, first, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, size)

else:

    def _lock(descriptor: int, first: int, size: int) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, size, first)

    def _unlock(descriptor: int, first: int, size: int) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.lockf(descriptor, fcntl.LOCK_UN, size, first)
