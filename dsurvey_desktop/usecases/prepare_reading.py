"""Processes that read files are started before they are needed; loads hardly anything itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.read_source import expand
from dsurvey_desktop.usecases.reading_process import idle, useful_count

_MUCH_BYTES = 1_000_000
"""From here on another process saves more than it costs: some 7,000 people in a workbook."""


def prepare_reading(paths: Sequence[Path] = ()) -> None:
    """Start what will read these files and folders, or those a person is choosing just now.

    The first of the files are unpacked meanwhile.
    """
    files = list(expand(paths))
    count = count_for(FileSizes(files), files) if paths else useful_count()
    with suppress(OSError):
        idle.prepare(count, files)


def count_for(sizes: FileSizes, paths: Sequence[Path]) -> int:
    """How many other processes are worth their start and their memory."""
    is_much = sizes.total_bytes() >= _MUCH_BYTES and not any(map(sizes.is_large, paths))
    return min(useful_count(), len(paths)) if is_much else 0
