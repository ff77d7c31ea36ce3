"""Measures of a town and the score they make, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.ranking import DEFAULT_WEIGHTS, Measure, TownFigures, measures, score

FIGURES = TownFigures(
    people=200, entries=180, late=20, surveyed=160, visited=120, by_app=160, returned=9,
    items_asked=50, items_differing=5,
)  # fmt: skip


def test_each_measure_is_a_share_of_its_counts() -> None:
    assert measures(FIGURES, 0.9, 1.0) == pytest.approx(
        {
            Measure.TIMELINESS: 0.8,
            Measure.COVERAGE: 0.9,
            Measure.HOME_VISITS: 0.75 / 0.9,
            Measure.BY_APP: 1.0,
            Measure.ACCURACY: 0.9,
            Measure.NOT_RETURNED: 0.95,
        }
    )


def test_the_score_is_the_weighted_mean() -> None:
    values = measures(FIGURES, 0.9, 1.0)
    by_hand = 20 * 0.8 + 20 * 0.9 + 15 * 0.75 / 0.9 + 15 * 1.0 + 20 * 0.9 + 10 * 0.95
    assert sum(DEFAULT_WEIGHTS.values()) == 100
    assert score(values, DEFAULT_WEIGHTS) == pytest.approx(by_hand)


def test_what_has_no_figures_is_left_out_and_a_reached_target_is_enough() -> None:
    values = measures(replace(FIGURES, items_asked=0, items_differing=0, visited=160), 0.9, 1.0)
    assert values[Measure.ACCURACY] is None
    assert values[Measure.HOME_VISITS] == 1.0
    weights = {**DEFAULT_WEIGHTS, Measure.ACCURACY: 100}
    assert score(values, weights) == pytest.approx(score(values, DEFAULT_WEIGHTS))
    nothing = TownFigures(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert score(measures(nothing, 0.9, 1.0), DEFAULT_WEIGHTS) == 0.0
