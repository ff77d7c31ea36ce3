"""Whether another program has an SQLite database open: by the bytes that SQLite itself locks.

A connection to a database in WAL mode holds a shared lock on these bytes for as long as it is open
(SQLite's file format, "lock-byte page"). It needs no key, so a damaged database is told too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510


def is_held(database: Path) -> bool:
    """True while another process has `database` open; False where there is no such file.

    Not to be called while this process has it open: closing a file drops the locks of a process.
    """
    try:
        descriptor = os.open(database, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


if sys.platform == "win32":  # pragma: no cover - looked at under Wine

    def _take(descriptor: int) -> None:
        import msvcrt  # noqa: PLC0415 - there only

        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _SHARED_SIZE)
        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, _SHARED_SIZE)

else:

    def _take(descriptor: int) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
