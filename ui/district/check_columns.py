"""The columns of the district's spot checks."""

from __future__ import annotations

from dsurvey_desktop.domain.spot_check import OUTCOME_WORDS
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.town_sample_views import (
    TownErrorRate,
    TownSampleMember,
)
from ui.spot_check.outcome_words import OUTCOME_SHAPES
from ui.widgets.row_model import Column


def member_columns() -> tuple[Column[TownSampleMember], ...]:
    """Drawn people and how asking them went."""
    return (
        Column(_("Code"), lambda one: one.short_code, width=26),
        Column(_("Name"), lambda one: one.name, width=22),
        Column(_("Town"), lambda one: one.town_name, width=0),
        Column(
            _("Outcome"),
            lambda one: _(OUTCOME_WORDS[one.outcome]),
            kind=lambda one: OUTCOME_SHAPES.get(one.outcome, ""),
            width=24,
        ),
    )


def rate_columns() -> tuple[Column[TownErrorRate], ...]:
    """Towns, how far the checks are, and how often answers differed."""
    return (
        Column(_("Town"), lambda one: one.town_name, tip=lambda one: one.town, width=0),
        Column(_("Drawn"), lambda one: f"{one.drawn:,}", is_number=True, width=16),
        Column(_("Checked"), lambda one: f"{one.checked:,}", is_number=True, width=16),
        Column(_("Differ"), lambda one: f"{one.differing:,}", is_number=True, width=16),
        Column(_("Not met"), lambda one: f"{one.not_found:,}", is_number=True, width=16),
        Column(_("Items asked"), lambda one: f"{one.items_asked:,}", is_number=True, width=22),
        Column(
            _("Items that differ"), lambda one: f"{one.items_differing:,}", is_number=True, width=22
        ),
        Column(_("Error rate"), _rate, is_number=True, width=22),
        Column(_("95% interval"), _interval, is_number=True, width=30),
    )


def _rate(one: TownErrorRate) -> str:
    return _("—") if one.error_rate is None else f"{one.error_rate:.1%}"


def _interval(one: TownErrorRate) -> str:
    return "" if one.error_rate is None else f"{one.low:.1%} – {one.high:.1%}"
