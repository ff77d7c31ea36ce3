"""Changing what a campaign runs by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community, Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store, roster_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import place_again
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.second_entry_plan import SecondPlan, second_entry_plan
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.suite_rules import take_suite

CAMPAIGN_CHANGED = "campaign_changed"
COMMUNITIES_ADDED = "communities_added"


def change_campaign(desk: Desk, campaign: Campaign) -> OfficeView:
    """Keep other dates, targets or rule switches.

    Who is in scope follows the cut-off day at once, rows set aside for it are placed again, and
    every entry is checked again, all in one unit of work. Other algorithms bring a new key.

    Raises:
        AppError: `not_allowed`, `dates_out_of_order`, `target_invalid`, `share_invalid`,
            `suite_fixed`.
    """
    require(desk, Role.ADMINISTRATOR)
    check_campaign(campaign)
    with desk.database.write() as connection:
        before = office_store.load_campaign(connection)
        if campaign.suite != before.suite:
            take_suite(connection, desk, campaign.suite)
        office_store.save_campaign(connection, campaign)
        detail = {"changes": settings_changed(before, campaign)}
        note(connection, desk, CAMPAIGN_CHANGED, str(campaign.year), detail)
        if roster_store.apply_cutoff(connection, campaign.cutoff_date):
            place_again(connection, desk, CAMPAIGN_CHANGED)
        recheck(connection, desk, CAMPAIGN_CHANGED)
    return show_office(desk)


def change_second_share(desk: Desk, share: float) -> SecondPlan:
    """Let the campaign ask for blind second entry of a share of every community; 0 is none.

    Raises:
        AppError: by `change_campaign`.
    """
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
    change_campaign(desk, replace(campaign, second_entry_share=share))
    return second_entry_plan(desk)


def settings_changed(before: Campaign, after: Campaign) -> dict[str, tuple[str, str]]:
    """Old and new value of each setting that differs, in words the log can keep."""
    pairs = {f.name: (getattr(before, f.name), getattr(after, f.name)) for f in fields(Campaign)}
    return {name: (_plain(old), _plain(new)) for name, (old, new) in pairs.items() if old != new}


def _plain(value: object) -> str:
    return " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def add_communities(desk: Desk, communities: Sequence[Community]) -> OfficeView:
    """Add communities, or rename those whose code is there; what hangs on them is done again.

    Raises:
        AppError: `not_allowed`.
    """
    require(desk, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        changes = office_store.save_communities(connection, communities)
        if changes:
            note(
                connection,
                desk,
                COMMUNITIES_ADDED,
                f"{len(changes)} communities",
                {"changes": changes},
            )
            place_again(connection, desk, COMMUNITIES_ADDED)
            recheck(connection, desk, COMMUNITIES_ADDED)
    return show_office(desk)


def check_campaign(campaign: Campaign) -> None:
    """AppError `dates_out_of_order`, `target_invalid`, `share_invalid` where none can be meant."""
    days = (
        campaign.opening_date,
        campaign.reference_date,
        campaign.community_deadline,
        campaign.town_deadline,
        campaign.district_deadline,
    )
    if list(days) != sorted(days):
        raise AppError(
            "dates_out_of_order",
            text("The dates are not in order."),
            text("Opening, reference date, then the deadlines of community, town and district."),
        )
    if not all(0 <= share <= 1 for share in (campaign.home_visit_target, campaign.app_target)):
        raise AppError("target_invalid", text("A target lies between 0 and 100 percent."))
    if not 0 <= campaign.second_entry_share <= 1:
        raise AppError(
            "share_invalid",
            text("The share must be more than 0 and at most 100 percent."),
            text("Please enter for example 5 percent (0.05)."),
        )
