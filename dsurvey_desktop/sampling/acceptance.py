"""Acceptance sampling of an isolated lot by its limiting quality (GB/T 2828.2, procedure A).

Numbers are computed from the hypergeometric distribution, exactly, in whole numbers; they are not
read from the standard's tables, whose sample sizes are rounded to ranges of lot sizes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

CONSUMERS_RISK = Fraction(1, 10)
"""How likely a lot of limiting quality is accepted at most (GB/T 2828.2)."""


@dataclass(frozen=True, slots=True)
class LotPlan:
    """What is drawn of a lot of `size` units, and how many bad ones it may hold to be accepted.

    Attributes:
        limit: how many bad units a lot of limiting quality holds.
        risk: how likely such a lot is accepted all the same, from 0 to 1.
    """

    size: int
    sample: int
    acceptance: int
    limit: int
    risk: float


def plan_lot(size: int, limiting_quality: float, acceptance: int) -> LotPlan:
    """The smallest sample by which a lot of limiting quality is accepted in 1 of 10 at most.

    Args:
        size: units of the lot, at least 1.
        limiting_quality: share of bad units that is hardly to be accepted, above 0, below 1.
        acceptance: how many bad units the sample may hold.

    Returns:
        The plan; all units where no smaller sample does.
    """
    limit = max(math.ceil(round(size * limiting_quality, 9)), 1)
    low, high = 1, size
    while low < high:
        middle = (low + high) // 2
        if acceptance_chance(size, limit, middle, acceptance) <= CONSUMERS_RISK:
            high = middle
        else:
            low = middle + 1
    risk = acceptance_chance(size, limit, low, acceptance)
    return LotPlan(size, low, acceptance, limit, float(risk))


def acceptance_chance(size: int, bad: int, sample: int, acceptance: int) -> Fraction:
    """How likely at most `acceptance` of `bad` units are among `sample` drawn of `size`."""
    good = size - bad
    ways = sum(
        math.comb(bad, found) * math.comb(good, sample - found)
        for found in range(min(acceptance, bad, sample) + 1)
    )
    return Fraction(ways, math.comb(size, sample))


def operating_curve(plan: LotPlan, points: int = 60) -> Iterator[tuple[float, float]]:
    """Share of bad units in the lot, and how likely it is accepted: from none to three limits.

    Only whole numbers of bad units are there; at most `points` of them are given.
    """
    most = min(plan.size, max(3 * plan.limit, plan.acceptance + 2))
    step = max(1, -(-most // points))
    for bad in sorted({*range(0, most + 1, step), plan.limit}):
        chance = acceptance_chance(plan.size, bad, plan.sample, plan.acceptance)
        yield bad / plan.size, float(chance)
