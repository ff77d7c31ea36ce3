"""Counting entries for progress: what stands in each community, and on which day it came to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from sqlalchemy import Connection

from dsurvey_desktop.checks.time_checks import NORMAL
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.storage import approval_store, roster_store
from dsurvey_desktop.usecases.progress_views import HistoryDay

HOME_VISIT = "1"
MOBILE_APP = "2"
_HANDED_OVER = {EntryState.HANDED_OVER.value, EntryState.ACCEPTED.value}
_APPROVED = {EntryState.APPROVED.value, *_HANDED_OVER}


@dataclass(slots=True)
class Tally:
    """Counts of one community while rows are added up; people on the roster and entries.

    Attributes:
        expected: entries of people the roster has in scope.
        registered_on, approved_on: expected entries by the day they came in; entries by the day
            of the approval that stands.
    """

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
    registered_on: Counter[date] = field(default_factory=Counter)
    approved_on: Counter[date] = field(default_factory=Counter)

    def add(self, row: approval_store.ProgressGroup) -> None:
        """Count one group of `approval_store.states_per_community`."""
        is_approved = row.state in _APPROVED
        self.entries += row.entries
        self.expected += row.entries * row.is_expected
        self.approved += row.entries * is_approved
        self.ready += row.entries * (row.state == EntryState.READY.value)
        self.sent_back += row.entries * (row.state == EntryState.SENT_BACK.value)
        self.handed_over += row.entries * (row.state in _HANDED_OVER)
        self.errors += row.entries * bool(row.has_error)
        self.warnings += row.entries * bool(row.has_warning)
        self.to_confirm += row.entries * bool(row.is_unconfirmed)
        if row.status == NORMAL:
            self.surveyed += row.entries
            self.visited += row.entries * (row.mode == HOME_VISIT)
            self.by_app += row.entries * (row.device == MOBILE_APP)
        if row.is_expected and row.received_day is not None:
            self.registered_on[row.received_day] += row.entries
        if is_approved and row.approved_day is not None:
            self.approved_on[row.approved_day] += row.entries

    def merge(self, other: Tally) -> None:
        """Add another community's counts."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def count_all(connection: Connection, codes: Iterable[str]) -> dict[str, Tally]:
    """Counts by community code: of `codes`, and of those that only roster or entries know."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for code in codes:
        tallies[code] = Tally()
    for code, count in roster_store.people_per_community(connection).items():
        tallies[code].on_roster = count
    for row in approval_store.states_per_community(connection):
        tallies[row.community_code].add(row)
    return dict(tallies)


def history(tally: Tally, today: date, days: int) -> tuple[HistoryDay, ...]:
    """How many there were at the end of each of the last `days` days, today last.

    What bears a later day, as after a clock was set back, counts as today's.
    """
    last_days = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    registered = _running(tally.registered_on, last_days)
    approved = _running(tally.approved_on, last_days)
    return tuple(map(HistoryDay, last_days, registered, approved))


def _running(by_day: Mapping[date, int], days: list[date]) -> list[int]:
    """The sum up to each day; the last takes everything."""
    sums = [sum(count for on, count in by_day.items() if on <= day) for day in days]
    return [*sums[:-1], sum(by_day.values())]
