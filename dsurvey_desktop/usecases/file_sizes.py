"""How large files are that are to be taken in, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SMALL_BYTES = 1_000_000
"""A larger file is begun when the one before has been read, and no further one beside it."""
LARGE_BYTES = 8_000_000
"""Some 50,000 people: beside a larger one nothing else should lie in memory while it is read."""
_UNKNOWN = -1


class FileSizes:
    """The sizes when the intake began; of a file that cannot be looked at, none."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._sizes = {path: _size_bytes(path) for path in paths}

    def is_small(self, path: Path) -> bool:
        """True for a file that is read ahead, and taken in together with others."""
        return 0 <= self._sizes.get(path, _UNKNOWN) <= SMALL_BYTES

    def is_large(self, path: Path) -> bool:
        """True for a file that needs all the memory there is."""
        return self._sizes.get(path, _UNKNOWN) > LARGE_BYTES

    def size_bytes(self, path: Path) -> int:
        """That of one."""
        return max(self._sizes.get(path, _UNKNOWN), 0)

    def total_bytes(self) -> int:
        """All together."""
        return sum(max(size, 0) for size in self._sizes.values())


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # what is wrong with it is told at its turn
        return _UNKNOWN
