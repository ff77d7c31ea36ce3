"""Coverage, rates, deadlines and what to do next (product E1, E3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.domain.absence import UNEXPLAINED
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.forecast import forecast
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.days_list import days_list
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.hand_over_blocks import OfficeCounts, count_office
from dsurvey_desktop.usecases.progress_tally import history
from dsurvey_desktop.usecases.progress_views import (
    HISTORY_DAYS,
    CommunityProgress,
    Deadline,
    ProgressView,
)


def show_progress(desk: Desk) -> ProgressView:
    """The start page's figures, worst coverage first."""
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        if office_store.load_office(connection).level is OfficeLevel.DISTRICT:
            return _district(connection, campaign, desk.today())
        counts = count_office(connection)
        tasks = days_list(connection, counts, deadlines_of(campaign, desk.today()), desk.today())
    viewer = _Viewer(campaign, desk.today(), counts)
    views = [viewer.view(code, counts.names.get(code, code)) for code in counts.tallies]
    return ProgressView(
        today=desk.today(),
        total=viewer.view("", ""),
        communities=tuple(sorted(views, key=_coverage)),
        deadlines=deadlines_of(campaign, desk.today()),
        tasks=tasks,
        home_visit_target=campaign.home_visit_target,
        app_target=campaign.app_target,
    )


def _district(connection: Connection, campaign: Campaign, today: date) -> ProgressView:
    """A district's figures, whose lists load the form engine; a town's page does without."""
    from dsurvey_desktop.usecases.district_progress import district_progress  # noqa: PLC0415

    return district_progress(connection, today, deadlines_of(campaign, today))


def _coverage(view: CommunityProgress) -> tuple[float, str]:
    return (view.with_entry / view.on_roster if view.on_roster else 1.0, view.code)


@dataclass(frozen=True, slots=True)
class _Viewer:
    """Makes what is shown of the counts."""

    campaign: Campaign
    today: date
    counts: OfficeCounts

    def view(self, code: str, name: str) -> CommunityProgress:
        """A community's figures; those of all where `code` is empty."""
        tally = self.counts.tallies[code] if code else self.counts.total
        blocks = self.counts.count_blocks(code)
        to_register = blocks["missing"]
        campaign = self.campaign
        return CommunityProgress(
            code=code,
            name=name,
            on_roster=tally.on_roster,
            with_entry=tally.expected,
            missing=tally.on_roster - tally.expected,
            home_visit_share=_share(tally.visited, tally.surveyed),
            app_share=_share(tally.by_app, tally.surveyed),
            confirmed=tally.entries - tally.to_confirm,
            to_confirm=tally.to_confirm,
            approved=tally.approved,
            handed_over=tally.handed_over,
            errors=tally.errors,
            warnings=tally.warnings,
            has_community_form=not blocks["community_forms"],
            missing_by_reason=self._by_reason(code),
            history=history(tally, self.today, HISTORY_DAYS),
            registering=forecast(
                to_register, tally.registered_on, self.today, campaign.community_deadline
            ),
            approving=forecast(
                to_register + blocks["not_approved"],
                tally.approved_on,
                self.today,
                campaign.town_deadline,
            ),
            blocks=self.counts.blocks(code),
        )

    def _by_reason(self, code: str) -> dict[str, int]:
        """Missing people by reason, those without one too; they add up to `missing`."""
        found = Counter[str]()
        for (community, reason), count in self.counts.absent.items():
            if code in ("", community):
                found[reason.value] += count
        return {**found, UNEXPLAINED: self.counts.unexplained(code)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def deadlines_of(campaign: Campaign, today: date) -> tuple[Deadline, ...]:
    """The campaign's deadlines in their order."""
    days = {
        "community": campaign.community_deadline,
        "town": campaign.town_deadline,
        "district": campaign.district_deadline,
    }
    return tuple(Deadline(kind, day, (day - today).days) for kind, day in days.items())
