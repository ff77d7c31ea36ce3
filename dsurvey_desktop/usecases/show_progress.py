"""Coverage, rates, deadlines and what to do next (product E1, E3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.checks.time_checks import NORMAL
from dsurvey_desktop.domain.absence import UNEXPLAINED, AbsenceReason
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.storage import (
    absence_store,
    approval_store,
    community_store,
    office_store,
    query_store,
    return_store,
    roster_store,
    row_store,
    sample_store,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.progress_views import (
    CommunityProgress,
    Deadline,
    ProgressView,
    Task,
)

HOME_VISIT = "1"
MOBILE_APP = "2"
_HANDED_OVER = {EntryState.HANDED_OVER.value, EntryState.ACCEPTED.value}
_APPROVED = {EntryState.APPROVED.value, *_HANDED_OVER}


_Absent = Mapping[tuple[str, AbsenceReason], int]
"""How many people are absent why, by community code and reason."""


@dataclass(slots=True)
class _Tally:
    """Counts of one community while rows are added up."""

    on_roster: int = 0
    entries: int = 0
    expected: int = 0
    surveyed: int = 0
    visited: int = 0
    by_app: int = 0
    to_confirm: int = 0
    approved: int = 0
    ready: int = 0
    sent_back: int = 0
    handed_over: int = 0
    errors: int = 0
    warnings: int = 0

    def add(self, row: Any) -> None:
        """Count one group of `approval_store.states_per_community`."""
        self.entries += row.count
        self.expected += row.count * row.is_expected
        self.approved += row.count * (row.state in _APPROVED)
        self.ready += row.count * (row.state == EntryState.READY.value)
        self.sent_back += row.count * (row.state == EntryState.SENT_BACK.value)
        self.handed_over += row.count * (row.state in _HANDED_OVER)
        self.errors += row.count * bool(row.has_error)
        self.warnings += row.count * bool(row.has_warning)
        self.to_confirm += row.count * bool(row.is_unconfirmed)
        if row.status == NORMAL:
            self.surveyed += row.count
            self.visited += row.count * (row.mode == HOME_VISIT)
            self.by_app += row.count * (row.device == MOBILE_APP)

    def merge(self, other: _Tally) -> None:
        """Add another community's counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def show_progress(desk: Desk) -> ProgressView:
    """The start page's figures, worst coverage first."""
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        if office_store.load_office(connection).level is OfficeLevel.DISTRICT:
            return _district(connection, campaign, desk.today())
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        tallies = _tallies(connection, names)
        forms = set(community_store.load_forms(connection))
        total = _Tally()
        absent = absence_store.count_absences(connection)
        for tally in tallies.values():
            total.merge(tally)
        tasks = _tasks(connection, total, len(names.keys() - forms), desk.today())
    views = [
        _view(code, names.get(code, code), tally, absent, has_form=code in forms)
        for code, tally in tallies.items()
    ]
    return ProgressView(
        today=desk.today(),
        total=_view("", "", total, absent, has_form=forms >= names.keys()),
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


def _tallies(connection: Connection, codes: Iterable[str]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for code in codes:
        tallies[code] = _Tally()
    for code, count in roster_store.people_per_community(connection).items():
        tallies[code].on_roster = count
    for row in approval_store.states_per_community(connection):
        tallies[row.community_code].add(row)
    return dict(tallies)


def _coverage(view: CommunityProgress) -> tuple[float, str]:
    return (view.with_entry / view.on_roster if view.on_roster else 1.0, view.code)


def _view(
    code: str, name: str, tally: _Tally, absent: _Absent, *, has_form: bool
) -> CommunityProgress:
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
        missing_by_reason=_by_reason(code, tally.on_roster - tally.expected, absent),
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
    connection: Connection, total: _Tally, forms_missing: int, today: date
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
