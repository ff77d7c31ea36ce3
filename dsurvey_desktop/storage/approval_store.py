"""Approvals and hand-overs of entries, and how many are how far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.domain.survey_codes import HOME_VISIT, MOBILE_APP, NORMAL
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


def withdraw(connection: Connection, ids: Sequence[EntryId], state: EntryState) -> None:
    """Take the mark away again; the entries are in `state` then."""
    for chunk in in_chunks(ids):
        connection.execute(
            update(entry)
            .where(entry.c.id.in_(chunk))
            .values(state=state.value, approved_by=None, approved_at=None, approved_version=None)
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


def approve_again(connection: Connection, ids: Sequence[EntryId]) -> None:
    """Entries that were handed over stand as approved, by whom and when they were."""
    for chunk in in_chunks(ids):
        connection.execute(
            update(entry)
            .where(entry.c.id.in_(chunk), entry.c.state == EntryState.HANDED_OVER.value)
            .values(state=EntryState.APPROVED.value)
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
        select(entry.c.id, entry.c.handed_over_version).where(
            _is_fallen(),
            func.coalesce(entry.c.withdrawn_version, -1) != entry.c.handed_over_version,
        )
    )
    return tuple(sorted((EntryId(row[0]), row[1]) for row in rows))


_FALLEN = (EntryState.RECEIVED, EntryState.IN_QUERY, EntryState.READY)


def fallen_after_hand_over(connection: Connection) -> tuple[tuple[int, int, int], ...]:
    """Entries that were handed over and are not approved now: id, version handed over, version."""
    rows = connection.execute(
        select(entry.c.id, entry.c.handed_over_version, entry.c.version).where(_is_fallen())
    )
    return tuple(sorted((row[0], row[1], row[2]) for row in rows))


def _is_fallen() -> ColumnElement[bool]:
    """Told by one index alone.

    For that the state is no column by itself, the version has a bound, and what is found is put in
    order afterwards: else every entry's row would be read.
    """
    return and_(
        entry.c.handed_over_version >= 0,
        func.coalesce(entry.c.state, "").in_([state.value for state in _FALLEN]),
    )


_NEXT_DAY_HOUR = "'16'"
"""Hour in UTC at which the next day begins in the office (China Standard Time, all the year)."""


class EntrySums(NamedTuple):
    """Entries of a community and a state that came in on one day, and what they are.

    `surveyed` have status 6; `visited` at home and collected `by_app` are among those.
    """

    community_code: str
    received_day: date | None
    state: EntryState
    entries: int
    errors: int
    warnings: int
    to_confirm: int
    surveyed: int
    visited: int
    by_app: int


class DayCount(NamedTuple):
    """How many entries of a community on a day of the office."""

    community_code: str
    day: date | None
    entries: int


def sum_entries(connection: Connection) -> tuple[EntrySums, ...]:
    """All entries by community, state and the day they came in."""
    is_surveyed = entry.c.status == NORMAL
    columns = (
        func.count(),
        _how_many(entry.c.errors > 0),
        _how_many(entry.c.warnings > 0),
        _how_many(entry.c.is_unconfirmed.is_(True)),
        _how_many(is_surveyed),
        _how_many(and_(is_surveyed, entry.c.mode == HOME_VISIT)),
        _how_many(and_(is_surveyed, entry.c.device == MOBILE_APP)),
    )
    groups = (entry.c.community_code, entry.c.state, *_day_of(entry.c.received_at))
    rows = connection.execute(select(*groups, *columns).group_by(*groups))
    return tuple(EntrySums(r[0], _office_day(r[2], r[3]), EntryState(r[1]), *r[4:]) for r in rows)


def count_approvals(connection: Connection) -> tuple[DayCount, ...]:
    """Approvals that stand, by community and day."""
    statement = _by_day(entry.c.approved_at, func.count()).where(entry.c.approved_at.is_not(None))
    return _day_counts(connection, statement)


def count_unexpected(connection: Connection) -> tuple[DayCount, ...]:
    """Entries of people who are out of scope or gone, by community and the day they came in.

    Nobody has an entry who was never on the roster (rule P01), so all others are expected.
    """
    listed = person.join(entry, entry.c.certificate_no == person.c.certificate_no)
    # no column by itself: by its index the database would begin at all entries
    community = func.coalesce(entry.c.community_code, literal_column("''"))
    statement = (
        _by_day(entry.c.received_at, func.count(), community=community)
        .select_from(listed)
        .where(or_(person.c.out_of_scope != "", person.c.is_gone.is_(True)))
    )
    return _day_counts(connection, statement)


def _day_counts(connection: Connection, statement: Select[Any]) -> tuple[DayCount, ...]:
    rows = connection.execute(statement)
    return tuple(DayCount(r[0], _office_day(r[1], r[2]), r[3]) for r in rows)


def _by_day(
    moment: ColumnElement[Any],
    *columns: ColumnElement[Any],
    community: ColumnElement[Any] = entry.c.community_code,
) -> Select[Any]:
    """Columns by community and the day of a stored moment.

    The day is that in UTC, and whether the office's next day had begun by then. Values stand in
    the statement itself: a server knows a group by its words, and two placeholders are never alike.
    """
    groups = (community, *_day_of(moment))
    return select(*groups, *columns).group_by(*groups)


def _day_of(moment: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The day in UTC, and whether the office's next day had begun; in the indexes' own words."""
    day = func.substr(moment, literal_column("1"), literal_column("10"))
    hour = func.substr(moment, literal_column("12"), literal_column("2"))
    return day, hour >= literal_column(_NEXT_DAY_HOUR)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))


@lru_cache(maxsize=1024)
def _office_day(utc_day: str | None, is_next_day: bool | int | None) -> date | None:
    """The office's calendar day; None where there is no moment."""
    if utc_day is None:
        return None
    return date.fromisoformat(utc_day) + timedelta(days=bool(is_next_day))
