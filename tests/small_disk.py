"""A real small file system, that can be full, protected or pulled out; only where root may mount."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def mount(*words: str) -> bool:
    """Call `mount`; whether it did as told."""
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(place: Path, options: str) -> Iterator[Path]:
    """A file system in memory at the new folder `place`; else the test is skipped and says why."""
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root mounts a file system")
    if not mount("-t", "tmpfs", "-o", options, "tmpfs", str(place)):
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
