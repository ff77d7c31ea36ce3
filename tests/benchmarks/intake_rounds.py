"""Rounds of an intake, each beside calamine's bare reading of the same files right before it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from memory import processor_s
from python_calamine import CalamineWorkbook

T = TypeVar("T")
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
