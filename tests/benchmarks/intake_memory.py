"""Steps of `bench_intake_memory.py`, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from big_town import PASSWORD, make_office
from intake_rounds import read_bare
from memory import peak_mb

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.open_office import close_office, open_office

ROWS = (20_000, 100_000)
LIMIT_MB = 600.0
SCRIPT = Path(__file__).with_name("bench_intake_memory.py")


def make(folder: Path, count: int) -> int:
    """Make the office and the file; its rows."""
    close_office(make_office(folder, count))
    return count


def take_in(folder: Path, _count: int) -> int:
    """Take the file in; the rows that became entries."""
    desk = open_office(folder / "office", PASSWORD)
    (outcome,) = add_submissions(desk, [folder / "submission.xlsx"])
    close_office(desk)
    return outcome.taken


def read_only(folder: Path, _count: int) -> int:
    """The floor; rows of the file."""
    return read_bare(folder / "submission.xlsx")


STEPS = {"make": make, "read": read_only, "take": take_in}


def measure(folder: Path, step: str, count: int) -> tuple[float, int]:
    """Peak memory in MB of one step in a process of its own, and its rows."""
    command = [sys.executable, SCRIPT, step, str(folder), str(count)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), int(said[1])


def main() -> int:
    """Print the peaks, status 1 above the limit; or go one step and print its peak."""
    if len(sys.argv) > 2:
        rows = STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
        print(peak_mb(), rows)
        return 0
    counts = [int(sys.argv[1])] if len(sys.argv) > 1 else ROWS
    return int(any([report(count) > LIMIT_MB for count in counts]))  # noqa: C419 - all are printed


def report(count: int) -> float:
    """Print the peaks of one size; that of the intake."""
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), "make", count)
        floor_mb, _rows = measure(Path(name), "read", count)
        peak, taken = measure(Path(name), "take", count)
    assert taken == count
    print(f"calamine alone      {floor_mb:6.0f} MB")
    print(f"intake of {count:<9,} {peak:6.0f} MB (limit {LIMIT_MB:.0f})")
    return peak
