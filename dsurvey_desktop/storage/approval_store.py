"""Approvals and hand-overs of entries, and how many are how far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, func, select, update

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
    own = update(entry).where(entry.c.id == bindparam("number"))
    connection.execute(own.values(handed_over_version=bindparam("handed")), values)
    is_same = and_(
        entry.c.state == EntryState.APPROVED.value,
        entry.c.approved_version == entry.c.handed_over_version,
    )
    connection.execute(
        own.where(is_same).values(state=EntryState.HANDED_OVER.value),
        [{"number": entry_id} for entry_id, _version in handed],
    )


_FALLEN = (EntryState.RECEIVED, EntryState.IN_QUERY, EntryState.READY)


def fallen_after_hand_over(connection: Connection) -> tuple[tuple[int, int, int], ...]:
    """Entries that were handed over and are not approved now: id, version handed over, version."""
    rows = connection.execute(
        select(entry.c.id, entry.c.handed_over_version, entry.c.version)
        .where(
            entry.c.handed_over_version.is_not(None),
            entry.c.state.in_([state.value for state in _FALLEN]),
        )
        .order_by(entry.c.id)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def states_per_community(connection: Connection) -> tuple[Row[Any], ...]:
    """Counts for progress: a row for each community, state, status, mode, device, findings.

    `is_expected` tells whether the roster has the person in scope.
    """
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
    )
    listed = entry.outerjoin(person, person.c.certificate_no == entry.c.certificate_no)
    statement = select(*groups, func.count().label("count")).select_from(listed).group_by(*groups)
    return tuple(connection.execute(statement))
