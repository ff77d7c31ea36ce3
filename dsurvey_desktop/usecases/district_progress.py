"""The district's start page: how far each town is, and what to do next."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.storage import office_store, town_store
from dsurvey_desktop.usecases.district_views import TownProgress
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.progress_views import (
    CommunityProgress,
    Deadline,
    ProgressView,
    Task,
)


def district_progress(
    connection: Connection, today: date, deadlines: tuple[Deadline, ...]
) -> ProgressView:
    """All towns, those that are furthest behind first."""
    campaign = office_store.load_campaign(connection)
    towns = towns_of(connection)
    twice = len({one.certificate_no[:18] for one in town_store.duplicates(connection)})
    return ProgressView(
        today=today,
        total=_total(towns),
        communities=(),
        deadlines=deadlines,
        tasks=_tasks(towns, twice),
        home_visit_target=campaign.home_visit_target,
        app_target=campaign.app_target,
        towns=tuple(sorted(towns, key=_share)),
    )


def _share(town: TownProgress) -> tuple[float, str]:
    return (town.entries / town.people if town.people else 0.0, town.code)


def _tasks(towns: tuple[TownProgress, ...], twice: int) -> tuple[Task, ...]:
    counts = {
        "towns_silent": sum(not town.sequence for town in towns),
        "duplicates": twice,
        "receipts": sum(town.untold > 0 for town in towns),
    }
    return tuple(Task(kind, count) for kind, count in counts.items() if count)


def _total(towns: tuple[TownProgress, ...]) -> CommunityProgress:
    people = sum(town.people for town in towns)
    entries = sum(town.entries for town in towns)
    return CommunityProgress(
        code="",
        name="",
        on_roster=people,
        with_entry=entries,
        missing=max(people - entries, 0),
        home_visit_share=None,
        app_share=None,
        confirmed=0,
        to_confirm=0,
        approved=entries,
        handed_over=entries,
        errors=0,
        warnings=0,
        has_community_form=True,
    )
