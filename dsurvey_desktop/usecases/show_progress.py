"""Coverage, rates, deadlines and what to do next (product E1, E3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.domain.absence import UNEXPLAINED, AbsenceReason
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.forecast import forecast
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.storage import (
    absence_store,
    community_store,
    office_store,
    query_store,
    return_store,
    row_store,
    sample_store,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.progress_tally import Tally, count_all, history
from dsurvey_desktop.usecases.progress_views import (
    HISTORY_DAYS,
    CommunityProgress,
    Deadline,
    ProgressView,
    Task,
)

_Absent = Mapping[tuple[str, AbsenceReason], int]
"""How many people are absent why, by community code and reason."""


def show_progress(desk: Desk) -> ProgressView:
    """The start page's figures, worst coverage first."""
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        if office_store.load_office(connection).level is OfficeLevel.DISTRICT:
            return _district(connection, campaign, desk.today())
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        tallies = count_all(connection, names)
        forms = set(community_store.load_forms(connection))
        total = Tally()
        viewer = _Viewer(campaign, desk.today(), absence_store.count_absences(connection))
        for tally in tallies.values():
            total.merge(tally)
        tasks = _tasks(connection, total, len(names.keys() - forms), desk.today())
    views = [
        viewer.view(code, names.get(code, code), tally, has_form=code in forms)
        for code, tally in tallies.items()
    ]
    return ProgressView(
        today=desk.today(),
        total=viewer.view("", "", total, has_form=forms >= names.keys()),
        communities=tuple(sorted(views, key=_coverage)),
        deadlines=_deadlines(campaign, desk.today()),
        tasks=tasks,
        home_visit_target=campaign.home_visit_target,
        app_target=campaign.app_target,
    )


def _district(connection: Connection, campaign: Campaign, today: date) -> ProgressView:
    """A district's figures, whose lists load the form engine; a town's page does without."""
    from dsurvey_desktop.usecases.district_progress import district_progress  # noqa: PLC0415

    return district_progress(connection, today, _deadlines(campaign, today))


def _coverage(view: CommunityProgress) -> tuple[float, str]:
    return (view.with_entry / view.on_roster if view.on_roster else 1.0, view.code)


@dataclass(frozen=True, slots=True)
class _Viewer:
    """Makes what is shown of a tally."""

    campaign: Campaign
    today: date
    absent: _Absent

    def view(self, code: str, name: str, tally: Tally, *, has_form: bool) -> CommunityProgress:
        """A community's figures; those of all where `code` is empty."""
        missing = _by_reason(code, tally.on_roster - tally.expected, self.absent)
        to_register = max(missing[UNEXPLAINED], 0)
        to_approve = to_register + tally.entries - tally.approved
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
            has_community_form=has_form,
            missing_by_reason=missing,
            history=history(tally, self.today, HISTORY_DAYS),
            registering=forecast(
                to_register, tally.registered_on, self.today, self.campaign.community_deadline
            ),
            approving=forecast(
                to_approve, tally.approved_on, self.today, self.campaign.town_deadline
            ),
        )


def _by_reason(code: str, missing: int, absent: _Absent) -> dict[str, int]:
    """Missing people by reason, those without one too; they add up to `missing`."""
    counts = Counter[str]()
    for (community, reason), count in absent.items():
        if code in ("", community):
            counts[reason.value] += count
    return {**counts, UNEXPLAINED: missing - counts.total()}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _deadlines(campaign: Campaign, today: date) -> tuple[Deadline, ...]:
    days = {
        "community": campaign.community_deadline,
        "town": campaign.town_deadline,
        "district": campaign.district_deadline,
    }
    return tuple(Deadline(kind, day, (day - today).days) for kind, day in days.items())


def _tasks(
    connection: Connection, total: Tally, forms_missing: int, today: date
) -> tuple[Task, ...]:
    pending, proposed = row_store.count_waiting(connection)
    queries = query_store.count_queries(connection)
    has_sample = sample_store.load_sample(connection) is not None
    counts = {
        "roster": 0 if total.on_roster else 1,
        "intake": total.on_roster
        - total.expected
        - sum(absence_store.count_absences(connection).values()),
        "pending": pending,
        "set_aside": proposed,
        "sent_back": total.sent_back,
        "errors": total.errors,
        "answers": queries.get((QueryState.ANSWERED, Turn.OFFICE), 0),
        "returns": queries.get((QueryState.OPEN, Turn.OFFICE), 0),
        "reminders": return_store.count_overdue(connection, today),
        "unconfirmed": total.to_confirm,
        "approve": total.ready,
        "community_forms": forms_missing if total.on_roster else 0,
        "spot_check": 1 if total.approved and not has_sample else 0,
        "hand_over": total.approved - total.handed_over,
    }
    return tuple(Task(kind, count) for kind, count in counts.items() if count > 0)
