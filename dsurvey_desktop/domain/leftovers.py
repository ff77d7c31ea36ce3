"""Files that a write left half done when its stick was pulled out or the power went."""

from __future__ import annotations

from pathlib import Path

PREFIX, ENDING = ".dsurvey-", ".part"
"""How this program calls what it has not finished writing."""
_STILL_WRITTEN_S = 600
"""A younger one may be another window's that writes to the same folder now."""


def temporary_name(name: str) -> str:
    """What a file is called until it is whole."""
    return f"{PREFIX}{name}{ENDING}"


def remove_leftovers(beside: Path) -> int:
    """Remove what earlier writes left in a temporary file's folder; how many.

    What can't be removed stays: it must not keep the new file from being written.
    """
    newest = beside.stat().st_mtime
    removed = 0
    for one in beside.parent.glob(f"{PREFIX}*{ENDING}"):
        try:
            if one != beside and newest - one.stat().st_mtime > _STILL_WRITTEN_S:
                one.unlink()
                removed += 1
        except OSError:
            continue
    return removed
