"""Approvals and hand-overs of entries, and how many are how far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.tables import entry, person


def approve(connection: Connection, ids: Sequence[EntryId], user_id: UserId, at: datetime) -> None:
    """Mark entries as approved in the version they are in."""
    for chunk in in_chunks(ids):
        connection.execute(
            update(entry)
            .where(entry.c.id.in_(chunk))
            .values(
                state=EntryState.APPROVED.value,
                approved_by=user_id,
                approved_at=encode_moment(at),
                approved_version=entry.c.version,
            )
        )


def mark_handed_over(connection: Connection, handed: Sequence[tuple[EntryId, int]]) -> None:
    """Keep which version of each entry was handed over.

    Those that are still approved in that version are handed over now; others have changed on the
    way and go again with the next bundle.
    """
    values = [{"number": entry_id, "handed": version} for entry_id, version in handed]
    if not values:
        return
    own = update(entry).where(entry.c.id == bindparam("number"))
    connection.execute(
        own.values(handed_over_version=bindparam("handed"), withdrawn_version=None), values
    )
    is_same = and_(
        entry.c.state == EntryState.APPROVED.value,
        entry.c.approved_version == entry.c.handed_over_version,
    )
    connection.execute(
        own.where(is_same).values(state=EntryState.HANDED_OVER.value),
        [{"number": entry_id} for entry_id, _version in handed],
    )


def mark_withdrawn(connection: Connection, told: Sequence[tuple[EntryId, int]]) -> None:
    """Keep that the district was told that these versions, handed over before, no longer hold."""
    values = [{"number": entry_id, "told": version} for entry_id, version in told]
    if values:
        own = update(entry).where(entry.c.id == bindparam("number"))
        connection.execute(own.values(withdrawn_version=bindparam("told")), values)


def untold_withdrawals(connection: Connection) -> tuple[tuple[EntryId, int], ...]:
    """Those of `fallen_after_hand_over` that no bundle has told of: id, version handed over."""
    rows = connection.execute(
        select(entry.c.id, entry.c.handed_over_version)
        .where(
            _is_fallen(),
            func.coalesce(entry.c.withdrawn_version, -1) != entry.c.handed_over_version,
        )
        .order_by(entry.c.id)
    )
    return tuple((EntryId(row[0]), row[1]) for row in rows)


_FALLEN = (EntryState.RECEIVED, EntryState.IN_QUERY, EntryState.READY)


def fallen_after_hand_over(connection: Connection) -> tuple[tuple[int, int, int], ...]:
    """Entries that were handed over and are not approved now: id, version handed over, version."""
    rows = connection.execute(
        select(entry.c.id, entry.c.handed_over_version, entry.c.version)
        .where(_is_fallen())
        .order_by(entry.c.id)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def _is_fallen() -> ColumnElement[bool]:
    return and_(
        entry.c.handed_over_version.is_not(None),
        entry.c.state.in_([state.value for state in _FALLEN]),
    )


_NEXT_DAY_HOUR = "16"
"""Hour in UTC at which the next day begins in the office (China Standard Time, all the year)."""


class ProgressGroup(NamedTuple):
    """Entries that are alike for progress, and how many they are.

    Attributes:
        is_expected: the roster has the person in scope.
        received_day, approved_day: in the office; the latter None without an approval.
    """

    community_code: str
    state: str
    status: str
    mode: str
    device: str
    is_unconfirmed: bool
    has_error: bool
    has_warning: bool
    is_expected: bool
    received_day: date | None
    approved_day: date | None
    entries: int


def states_per_community(connection: Connection) -> tuple[ProgressGroup, ...]:
    """Counts for progress: a group for each community, state, status, mode, …, and day."""
    is_expected = case((and_(person.c.out_of_scope == "", person.c.is_gone.is_(False)), 1), else_=0)
    groups = (
        entry.c.community_code,
        entry.c.state,
        entry.c.status,
        entry.c.mode,
        entry.c.device,
        entry.c.is_unconfirmed,
        (entry.c.errors > 0).label("has_error"),
        (entry.c.warnings > 0).label("has_warning"),
        is_expected.label("is_expected"),
        *_half_day(entry.c.received_at),
        *_half_day(entry.c.approved_at),
    )
    listed = entry.outerjoin(person, person.c.certificate_no == entry.c.certificate_no)
    statement = select(*groups, func.count()).select_from(listed).group_by(*groups)
    rows = connection.execute(statement)
    return tuple(ProgressGroup._make((*r[:9], *_office_days(*r[9:13]), r[13])) for r in rows)


def _half_day(moment: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The day in UTC of a stored moment, and whether the office's next day had begun by then."""
    return func.substr(moment, 1, 10), func.substr(moment, 12, 2) >= _NEXT_DAY_HOUR


def _office_days(*halves: Any) -> tuple[date | None, date | None]:
    """The two days of a group, from what `_half_day` found of each moment."""
    return _office_day(*halves[:2]), _office_day(*halves[2:])


@lru_cache(maxsize=1024)
def _office_day(utc_day: str | None, is_next_day: bool | int | None) -> date | None:
    """The office's calendar day; None where there is no moment."""
    if utc_day is None:
        return None
    return date.fromisoformat(utc_day) + timedelta(days=bool(is_next_day))
