"""How a spot check is drawn (product F1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlanKind(StrEnum):
    """A share of every community, a fixed number of all, everybody, or an acceptance plan."""

    SHARE = "share"
    NUMBER = "number"
    ALL = "all"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """What was asked for; what the kind does not need is 0.

    Attributes:
        share: from 0 to 1 of every community, rounded up.
        number: people of the whole frame.
        limiting_quality: share of bad forms that is hardly to be accepted, from 0 to 1.
        acceptance: how many bad forms the sample of a lot may hold.
        by_community: each community is a lot of its own; else the whole town is one.
        left_out: how many were left out of the frame because another level drew them.
    """

    kind: PlanKind = PlanKind.SHARE
    share: float = 0.0
    number: int = 0
    limiting_quality: float = 0.0
    acceptance: int = 0
    by_community: bool = False
    left_out: int = 0


NO_PLAN = SamplePlan()
"""Of samples that are described by their share alone."""
