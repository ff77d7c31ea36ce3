"""What is shown of the ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.ranking import Measure, TownFigures
from dsurvey_desktop.domain.texts import Text


@dataclass(frozen=True, slots=True)
class RankLine:
    """A town's place.

    Attributes:
        rank: from 1; towns with the same score share it.
        score: from 0 to 100, rounded to two places.
        measures: shares from 0 to 1, None where there is nothing to divide.
        figures: the counts they rest on.
    """

    rank: int
    town: str
    town_name: str
    score: float
    measures: Mapping[Measure, float | None]
    figures: TownFigures


@dataclass(frozen=True, slots=True)
class RankingView:
    """All towns, the best first, with what they were weighed by.

    `reason`, `changed_by` and `changed_at` are of the last change of the weights; empty while
    they are those every office starts with. `formula` says how a score comes about.
    """

    weights: Mapping[Measure, int]
    reason: str
    changed_by: str
    changed_at: datetime | None
    formula: tuple[Text, ...]
    lines: tuple[RankLine, ...]
