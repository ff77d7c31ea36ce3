"""Counting entries for progress: what stands in each community, and on which day it came to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.storage import approval_store, roster_store
from dsurvey_desktop.usecases.progress_views import HistoryDay

_HANDED_OVER = frozenset({EntryState.HANDED_OVER, EntryState.ACCEPTED})
_APPROVED = _HANDED_OVER | {EntryState.APPROVED}


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

    def add(self, sums: approval_store.EntrySums) -> None:
        """Count the entries of one day and state."""
        self.approved += sums.entries * (sums.state in _APPROVED)
        self.handed_over += sums.entries * (sums.state in _HANDED_OVER)
        self.ready += sums.entries * (sums.state is EntryState.READY)
        self.sent_back += sums.entries * (sums.state is EntryState.SENT_BACK)
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(sums, name))
        self.expect(sums.received_day, sums.entries)

    def expect(self, day: date | None, entries: int) -> None:
        """Entries of people in scope that came in on a day; fewer where it is below zero."""
        self.expected += entries
        if day is not None:
            self.registered_on[day] += entries

    def merge(self, other: Tally) -> None:
        """Add another community's counts."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


_SUMMED = tuple(
    name for name in approval_store.EntrySums._fields if name in Tally.__dataclass_fields__
)


def count_all(connection: Connection, codes: Iterable[str]) -> dict[str, Tally]:
    """Counts by community code: of `codes`, and of those that only roster or entries know."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for code in codes:
        tallies[code] = Tally()
    for code, count in roster_store.people_per_community(connection).items():
        tallies[code].on_roster = count
    for sums in approval_store.sum_entries(connection):
        tallies[sums.community_code].add(sums)
    for code, day, entries in approval_store.count_unexpected(connection):
        tallies[code].expect(day, -entries)
    for code, day, entries in approval_store.count_approvals(connection):
        if day is not None:
            tallies[code].approved_on[day] += entries
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
