"""Giving what is written its name, also while a virus scanner looks into it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

_WAITS_S = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""Scanners of Windows open a new file for a moment, and nobody can rename it meanwhile."""


def move(source: Path, target: Path, waits_s: Sequence[float] = _WAITS_S) -> None:
    """Let a file take the place of `target`, or a folder a name that is free, in one step.

    Args:
        source: a finished file or folder on the same drive.
        target: its name from now on.
        waits_s: pauses before it is tried again, as long as it is refused.

    Raises:
        OSError: it is refused still.
    """
    for wait_s in waits_s:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    source.replace(target)
