"""Memory and processor time of this process and those it has started."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

_PROCESSES = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_mb() -> float:
    """The most that each has had in memory, added up; NaN where the system does not tell."""
    found = [_PEAK.search((one / "status").read_text()) for one in _family()]
    return sum(int(one[1]) for one in found if one) / 1000 or float("nan")


def processor_s() -> float:
    """Processor time of all together."""
    return time.process_time() + sum(map(_processor_s, _children()))


def _processor_s(process: Path) -> float:
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _family() -> Iterator[Path]:
    if _PROCESSES.is_dir():
        yield _PROCESSES / "self"
        yield from _children()


def _children() -> Iterator[Path]:
    for number in _PROCESSES.glob("self/task/*/children"):
        yield from (_PROCESSES / child for child in number.read_text().split())
