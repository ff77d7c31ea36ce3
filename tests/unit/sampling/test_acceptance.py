"""Acceptance plans for isolated lots, held against counting every possible draw."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest

from dsurvey_desktop.sampling.acceptance import (
    CONSUMERS_RISK,
    acceptance_chance,
    operating_curve,
    plan_lot,
)


@pytest.mark.parametrize(("size", "bad", "sample", "accepted"), [(8, 3, 4, 1), (9, 2, 3, 0)])
def test_the_chance_is_that_of_all_possible_draws(size, bad, sample, accepted):
    draws = list(combinations(range(size), sample))
    good = sum(sum(unit < bad for unit in draw) <= accepted for draw in draws)
    assert acceptance_chance(size, bad, sample, accepted) == Fraction(good, len(draws))


@pytest.mark.parametrize(
    ("size", "quality", "accepted"), [(420, 0.05, 0), (420, 0.05, 1), (3000, 0.02, 3), (37, 0.2, 2)]
)
def test_the_sample_is_the_smallest_that_keeps_the_consumers_risk(size, quality, accepted):
    plan = plan_lot(size, quality, accepted)
    assert acceptance_chance(size, plan.limit, plan.sample, accepted) <= CONSUMERS_RISK
    assert acceptance_chance(size, plan.limit, plan.sample - 1, accepted) > CONSUMERS_RISK
    assert (plan.limit - 1) / size < quality <= plan.limit / size


def test_a_lot_too_small_for_a_sample_is_looked_at_whole():
    plan = plan_lot(5, 0.05, 0)
    assert (plan.sample, plan.limit, plan.risk) == (5, 1, 0.0)


def test_the_curve_falls_from_certain_acceptance_through_the_limiting_quality():
    plan = plan_lot(420, 0.05, 1)
    points = list(operating_curve(plan))
    chances = [chance for _share, chance in points]
    assert points[0] == (0.0, 1.0)
    assert chances == sorted(chances, reverse=True)
    assert (plan.limit / 420, plan.risk) in points
    assert len(points) <= 62
