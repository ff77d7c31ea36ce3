"""Ranking the towns for the yearly assessment, with weights a district sets itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.ranking import (
    DEFAULT_WEIGHTS,
    Measure,
    TownFigures,
    measures,
    score,
)
from dsurvey_desktop.domain.spot_check import NOT_FOUND
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage import objection_store, office_store, town_sample_store, town_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import TownProgress
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.ranking_views import RankingView, RankLine
from dsurvey_desktop.usecases.reasons import stated

SETTING = "ranking_weights"
_MOST = 100


def rank_towns(desk: Desk) -> RankingView:
    """All towns by their score.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        return ranking_of(connection, desk)


def change_weights(desk: Desk, weights: Mapping[Measure, int], reason: str) -> RankingView:
    """Weigh the measures otherwise; the ranking by them.

    Args:
        desk: an administrator's, at a district.
        weights: from 0 to 100 each; measures that are not named keep theirs.
        reason: why; stands on the printed ranking.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `reason_missing`, `weights_invalid`.
    """
    require(desk, Role.ADMINISTRATOR)
    why = stated(reason)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        before = _weights(connection)
        after = {**before, **weights}
        _check(after)
        kept = {
            "weights": {measure.value: weight for measure, weight in after.items()},
            "reason": why,
            "by": desk.user.name,
            "at": desk.now().isoformat(),
        }
        office_store.save_setting(connection, SETTING, kept)
        detail = {"old": before, "new": after, "reason": why}
        note(connection, desk, "ranking_weights_changed", "ranking", detail)
        return ranking_of(connection, desk)


def ranking_of(connection: Connection, desk: Desk) -> RankingView:
    """The ranking, on an open connection."""
    campaign = office_store.load_campaign(connection)
    weights = _weights(connection)
    kept = office_store.load_setting(connection, SETTING) or {}
    returned = objection_store.ever_sent_back(connection)
    asked, differing = _checked(connection)
    lines = [
        _line(
            town,
            _figures(town, returned.get(town.code, 0), asked[town.code], differing[town.code]),
            campaign,
            weights,
        )
        for town in towns_of(connection, desk.today())
    ]
    return RankingView(
        weights,
        kept.get("reason", ""),
        kept.get("by", ""),
        datetime.fromisoformat(kept["at"]) if kept else None,
        _formula(campaign),
        _ranked(lines),
    )


def _weights(connection: Connection) -> dict[Measure, int]:
    kept = office_store.load_setting(connection, SETTING) or {"weights": {}}
    changed = {Measure(name): weight for name, weight in kept["weights"].items()}
    return {**DEFAULT_WEIGHTS, **changed}


def _check(weights: Mapping[Measure, int]) -> None:
    is_fitting = all(0 <= one <= _MOST for one in weights.values()) and any(weights.values())
    if not is_fitting:
        raise AppError(
            "weights_invalid",
            text("Weights go from 0 to 100, and at least one must count."),
            text("Please enter whole numbers, for example 20."),
        )


def _checked(connection: Connection) -> tuple[Counter[str], Counter[str]]:
    """Items asked and items that differed in all spot checks, by town."""
    asked, differing = Counter[str](), Counter[str]()
    members = town_sample_store.members_of(connection)
    ids = [one.entry for one in members]
    towns = {one.id: one.town for one in town_store.list_entries(connection, ids=ids)}
    for one in members:
        if one.outcome not in ("", NOT_FOUND):
            asked[towns[one.entry]] += len(one.asked)
            differing[towns[one.entry]] += len(one.differing)
    return asked, differing


def _figures(town: TownProgress, returned: int, asked: int, differing: int) -> TownFigures:
    return TownFigures(
        town.people,
        town.entries,
        town.late,
        town.surveyed,
        town.visited,
        town.by_app,
        returned,
        asked,
        differing,
    )


def _line(
    town: TownProgress, figures: TownFigures, campaign: Campaign, weights: Mapping[Measure, int]
) -> RankLine:
    values = measures(figures, campaign.home_visit_target, campaign.app_target)
    return RankLine(0, town.code, town.name, round(score(values, weights), 2), values, figures)


def _ranked(lines: list[RankLine]) -> tuple[RankLine, ...]:
    """The best first; equal scores share a rank and the next one is skipped."""
    ordered = sorted(lines, key=lambda line: (-line.score, line.town))
    scores = [line.score for line in ordered]
    return tuple(
        RankLine(
            scores.index(line.score) + 1,
            line.town,
            line.town_name,
            line.score,
            line.measures,
            line.figures,
        )
        for line in ordered
    )


def _formula(campaign: Campaign) -> tuple[Text, ...]:
    return (
        text("Score = weighted mean of the measures below × 100; what has no figures is left out."),
        text("Approved in time: entries approved by the towns' deadline ÷ people on the roster."),
        text("Share handed over: entries handed over ÷ people on the roster."),
        text(
            "Home visits and app: rate among surveyed people ÷ target ({home} and {app} "
            "percent), at most 1.",
            home=f"{campaign.home_visit_target * 100:g}",
            app=f"{campaign.app_target * 100:g}",
        ),
        text("Spot check agrees: items that agreed ÷ items asked again by the district."),
        text("Not sent back: entries that were never sent back ÷ entries handed over."),
    )
