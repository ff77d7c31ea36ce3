"""What the printed ranking holds; all words are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A town: place, score and its measures in the order of `RankingSheet.measures`.

    `counts` are the figures they rest on, in the order of `RankingSheet.counted`.
    """

    rank: int
    town: str
    score: float
    measures: tuple[float | None, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RankingSheet:
    """The ranking of a day.

    Attributes:
        day: of the figures.
        measures: name and weight of each measure.
        counted: names of the counts.
        remarks: how a score comes about, and why the weights are what they are.
    """

    day: str
    measures: tuple[tuple[str, int], ...]
    counted: tuple[str, ...]
    remarks: tuple[str, ...]
    rows: tuple[RankingRow, ...]
