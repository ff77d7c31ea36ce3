"""Plans of spot checks: whether they can be drawn, what is drawn, and their lots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.sampling.acceptance import LotPlan, operating_curve, plan_lot
from dsurvey_desktop.sampling.draw import draw_counts, draw_number, draw_share
from dsurvey_desktop.usecases.sample_views import Lot

MOST_ACCEPTED = 20
WHOLE = ""
"""The code of a lot that is the whole town."""


def check_sample_plan(plan: SamplePlan) -> None:
    """AppError `share_invalid` or `plan_invalid` where nothing can be drawn by a plan."""
    if plan.kind is PlanKind.SHARE and not 0 < plan.share <= 1:
        raise AppError(
            "share_invalid",
            text("The share must be more than 0 and at most 100 percent."),
            text("Please enter for example 5 percent (0.05)."),
        )
    is_number_wrong = plan.kind is PlanKind.NUMBER and plan.number < 1
    is_quality_wrong = plan.kind is PlanKind.ACCEPTANCE and not (
        0 < plan.limiting_quality < 1 and 0 <= plan.acceptance <= MOST_ACCEPTED
    )
    if is_number_wrong or is_quality_wrong:
        raise AppError(
            "plan_invalid",
            text("Nothing can be drawn by this plan."),
            text(
                "A number is at least 1; a limiting quality lies between 0 and 100 percent, and "
                "at most {most} forms may be bad.",
                most=MOST_ACCEPTED,
            ),
        )


def draw_by(
    plan: SamplePlan, frame: Mapping[str, Sequence[str]], seed: int
) -> dict[str, list[str]]:
    """Who is drawn, by community; the frame holds certificate numbers by community."""
    sizes = {code: len(numbers) for code, numbers in frame.items()}
    if plan.kind is PlanKind.SHARE:
        return draw_share(frame, plan.share, seed)
    if plan.kind is PlanKind.ALL:
        return draw_counts(frame, sizes, seed)
    if plan.kind is PlanKind.NUMBER:
        return draw_number(frame, plan.number, seed)
    wanted = {code: lot.sample for code, lot in _plans(plan, sizes).items()}
    if plan.by_community:
        return draw_counts(frame, wanted, seed)
    return draw_number(frame, wanted[WHOLE], seed)


def lots_of(
    plan: SamplePlan, frame: Mapping[str, int], names: Mapping[str, str]
) -> tuple[Lot, ...]:
    """The lots of an acceptance plan, none of another; `frame` counts forms by community."""
    if plan.kind is not PlanKind.ACCEPTANCE:
        return ()
    return tuple(
        Lot(
            code,
            names.get(code, code) if code else _("The whole town"),
            one.size,
            one.sample,
            one.acceptance,
            one.limit,
            one.risk,
        )
        for code, one in sorted(_plans(plan, frame).items())
    )


def curve_of(lot: Lot) -> tuple[tuple[float, float], ...]:
    """Points of a lot's operating curve: share of bad forms, and how likely it is accepted."""
    plan = LotPlan(lot.size, lot.sample, lot.acceptance, lot.limit, lot.risk)
    return tuple(operating_curve(plan))


def plan_words(plan: SamplePlan) -> tuple[str, ...]:
    """How a sample was drawn, in sentences."""
    words = {
        PlanKind.SHARE: _("{share} percent of the entries of each community, rounded up."),
        PlanKind.NUMBER: _("{number} forms of the whole town."),
        PlanKind.ALL: _("All forms."),
        PlanKind.ACCEPTANCE: _(
            "Acceptance plan for an isolated lot (GB/T 2828.2): limiting quality {quality} "
            "percent, at most {acceptance} bad forms in the sample of a lot; sample sizes "
            "computed from the hypergeometric distribution for a consumer's risk of at most 10 "
            "percent."
        ),
    }[plan.kind]
    said = words.format(
        share=f"{plan.share * 100:g}",
        number=f"{plan.number:,}",
        quality=f"{plan.limiting_quality * 100:g}",
        acceptance=plan.acceptance,
    )
    if not plan.left_out:
        return (said,)
    left = _("{count} forms were left out, as another level drew them.")
    return (said, left.format(count=f"{plan.left_out:,}"))


def _plans(plan: SamplePlan, frame: Mapping[str, int]) -> dict[str, LotPlan]:
    """Small lots are looked at whole where no smaller sample does."""
    sizes = dict(frame) if plan.by_community else {WHOLE: sum(frame.values())}
    return {
        code: plan_lot(size, plan.limiting_quality, plan.acceptance) for code, size in sizes.items()
    }
