"""A crash leaves no copy of the memory on disk: names and the office's key stand in it."""

from __future__ import annotations

import sys
from contextlib import suppress

_LEAST_BYTES = 1
"""Smaller than any dump, and the one limit that also stops a dump handed to a program (core(5))."""
_NO_DIALOGS = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX of the Windows function SetErrorMode."""
_NO_HEAP = 1
"""WER_FAULT_REPORTING_FLAG_NOHEAP of WerSetFlags: a report holds no memory of the program's own."""


def forbid_crash_dumps() -> None:
    """From now on the system keeps no memory of this process, or of those it starts."""
    if sys.platform == "win32":
        _forbid_on_windows()
        return
    import resource  # noqa: PLC0415 - not on Windows

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    with suppress(OSError, ValueError):  # a system that allows no change
        resource.setrlimit(resource.RLIMIT_CORE, (_LEAST_BYTES if hard else 0, hard))


def _forbid_on_windows() -> None:
    import ctypes  # noqa: PLC0415 - on Windows only

    windows = getattr(ctypes, "windll", None)
    if windows is not None:
        windows.kernel32.SetErrorMode(windows.kernel32.GetErrorMode() | _NO_DIALOGS)
        windows.kernel32.WerSetFlags(_NO_HEAP)
