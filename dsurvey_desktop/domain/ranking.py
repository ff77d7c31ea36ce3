"""What towns are ranked by for the yearly assessment, and how the figures become a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.texts import N_


class Measure(StrEnum):
    """What counts; each is a share from 0 to 1, the more the better."""

    TIMELINESS = "timeliness"
    COVERAGE = "coverage"
    HOME_VISITS = "home_visits"
    BY_APP = "by_app"
    ACCURACY = "accuracy"
    NOT_RETURNED = "not_returned"


MEASURE_NAMES = {
    Measure.TIMELINESS: N_("Approved in time"),
    Measure.COVERAGE: N_("Share handed over"),
    Measure.HOME_VISITS: N_("Home visits against target"),
    Measure.BY_APP: N_("App against target"),
    Measure.ACCURACY: N_("Spot check agrees"),
    Measure.NOT_RETURNED: N_("Not sent back"),
}
DEFAULT_WEIGHTS: Mapping[Measure, int] = {
    Measure.TIMELINESS: 20,
    Measure.COVERAGE: 20,
    Measure.HOME_VISITS: 15,
    Measure.BY_APP: 15,
    Measure.ACCURACY: 20,
    Measure.NOT_RETURNED: 10,
}
"""No order states them; a district sets its own."""


@dataclass(frozen=True, slots=True)
class TownFigures:
    """What is counted of a town.

    Attributes:
        people: on the roster; entries: handed over and standing, of which `late` were approved
            after the towns' deadline.
        returned: entries that were ever sent back.
        items_asked, items_differing: of the district's spot checks.
    """

    people: int
    entries: int
    late: int
    surveyed: int
    visited: int
    by_app: int
    returned: int
    items_asked: int
    items_differing: int


def measures(
    figures: TownFigures, home_visit_target: float, app_target: float
) -> dict[Measure, float | None]:
    """Each measure of a town; None where there is nothing to divide.

    A rate that reaches its target counts in full, below it in proportion.
    """
    return {
        Measure.TIMELINESS: _share(figures.entries - figures.late, figures.people),
        Measure.COVERAGE: _share(figures.entries, figures.people),
        Measure.HOME_VISITS: _against(_share(figures.visited, figures.surveyed), home_visit_target),
        Measure.BY_APP: _against(_share(figures.by_app, figures.surveyed), app_target),
        Measure.ACCURACY: _share(
            figures.items_asked - figures.items_differing, figures.items_asked
        ),
        Measure.NOT_RETURNED: _share(figures.entries - figures.returned, figures.entries),
    }


def score(values: Mapping[Measure, float | None], weights: Mapping[Measure, int]) -> float:
    """From 0 to 100: the weighted mean of the measures that can be computed.

    A measure without figures is left out, so that a town that was not spot-checked is neither
    better nor worse for it.
    """
    known = {one: value for one, value in values.items() if value is not None}
    whole = sum(weights[one] for one in known)
    return 100 * sum(weights[one] * value for one, value in known.items()) / whole if whole else 0.0


def _share(part: int, whole: int) -> float | None:
    return min(1.0, max(0.0, part / whole)) if whole else None


def _against(share: float | None, target: float) -> float | None:
    return None if share is None or not target else min(1.0, share / target)
