"""The district's start page: how far each town is, and what to do next."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.storage import office_store, town_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import TownProgress, TownsView, sum_of
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.permissions import check_district
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
    towns = towns_of(connection, today)
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
        "sign_offs": sum(len(Department) - one.signed_off for one in towns if one.sequence),
    }
    return tuple(Task(kind, count) for kind, count in counts.items() if count)


def _total(towns: tuple[TownProgress, ...]) -> CommunityProgress:
    whole = sum_of(towns)
    return CommunityProgress(
        code="",
        name="",
        on_roster=whole.people,
        with_entry=whole.entries,
        missing=max(whole.people - whole.entries, 0),
        home_visit_share=whole.home_visit_share,
        app_share=whole.app_share,
        confirmed=0,
        to_confirm=0,
        approved=whole.entries,
        handed_over=whole.entries,
        errors=0,
        warnings=0,
        has_community_form=True,
    )


def show_towns(desk: Desk) -> TownsView:
    """The table of all towns with what they are held against.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        campaign = office_store.load_campaign(connection)
        towns = tuple(sorted(towns_of(connection, desk.today()), key=_share))
    return TownsView(
        today=desk.today(),
        town_deadline=campaign.town_deadline,
        home_visit_target=campaign.home_visit_target,
        app_target=campaign.app_target,
        total=sum_of(towns),
        towns=towns,
    )
