"""Intake of 20,000 entries from one xlsx, checks included, saved; beside calamine's bare reading.

python tests/benchmarks/bench_intake.py [rows [rounds]]

The limit is 3 times the reading; memory is measured by `bench_intake_memory.py`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from big_town import make_office
from memory import processor_s
from python_calamine import CalamineWorkbook

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.undo_batch import undo_batch

T = TypeVar("T")
ROWS = 20_000
ROUNDS = 5
LIMIT_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall and processor seconds."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Round:
    """The bare reading and the intake right after it: what else runs disturbs both."""

    floor: Spent
    total: Spent

    @property
    def ratio(self) -> float:
        """In processor time, which waits for nobody."""
        return self.total.processor / self.floor.processor

    @property
    def wall_ratio(self) -> float:
        """In wall time."""
        return self.total.wall / self.floor.wall


def timed(work: Callable[[], T]) -> tuple[Spent, T]:
    """What a call took, and what it gave."""
    wall, processor = time.perf_counter(), processor_s()
    result = work()
    return Spent(time.perf_counter() - wall, processor_s() - processor), result


def read_bare(path: Path) -> int:
    """What the reader alone does: every cell of every sheet as a Python value."""
    book = CalamineWorkbook.from_path(str(path))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def measure(desk: Desk, submission: Path, count: int) -> Round:
    """One round; the batch is undone again."""
    floor, _rows = timed(lambda: read_bare(submission))
    total, (outcome,) = timed(lambda: add_submissions(desk, [submission]))
    assert outcome.taken == count, outcome
    assert outcome.batch is not None
    undo_batch(desk, outcome.batch)
    return Round(floor, total)


def main() -> int:
    """Print all rounds and the best one's ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        desk = make_office(Path(name), count)
        times = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
        rounds = [measure(desk, Path(name) / "submission.xlsx", count) for _ in range(times)]
        desk.database.close()
    return print_rounds(rounds, f"intake of {count}")


def print_rounds(rounds: list[Round], name: str) -> int:
    """Print the best round's ratios and all rounds; status 1 above the limit.

    The limit is one of wall time: reading and saving go on beside the judging. The best round by
    wall time is the one that was disturbed least.
    """
    best = min(rounds, key=lambda one: one.wall_ratio)
    print(f"{'':24}{'wall s':>10}{'processor s':>14}")
    print(f"{'calamine alone':24}{best.floor.wall:10.2f}{best.floor.processor:14.2f}")
    print(f"{name:24}{best.total.wall:10.2f}{best.total.processor:14.2f}")
    print(f"{'ratio':24}{best.wall_ratio:10.2f}{best.ratio:14.2f} (limit {LIMIT_RATIO}, wall)")
    for title, ratios in (
        ("all rounds, wall", [one.wall_ratio for one in rounds]),
        ("all rounds, processor", [one.ratio for one in rounds]),
    ):
        print(f"{title:24}" + " ".join(f"{ratio:.2f}" for ratio in ratios))
    return int(best.wall_ratio > LIMIT_RATIO)


if __name__ == "__main__":
    sys.exit(main())
