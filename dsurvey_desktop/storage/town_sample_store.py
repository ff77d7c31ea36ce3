"""The district's own spot checks: who was drawn over the towns, and what asking again brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.district_tables import town_sample, town_sample_member
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class TownMemberRecord:
    """A drawn entry.

    Attributes:
        entry: the district's id; `version` is what was drawn.
        outcome: empty before it was checked.
        asked: items that are asked again.
        differing: item to what was said, of those that differ.
    """

    sample: int
    entry: int
    short_code: str
    version: int
    outcome: str
    asked: tuple[str, ...]
    differing: Mapping[str, str]
    remark: str
    checked_by: int | None
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class TownSampleRecord:
    """A draw; `frame` counts entries by town."""

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str
    frame: Mapping[str, int]
    members: tuple[TownMemberRecord, ...]


def add_sample(
    connection: Connection,
    *,
    seed: int,
    share: float,
    at: datetime,
    user_id: UserId,
    frame: Mapping[str, int],
    frame_digest: str,
) -> int:
    """Keep the plan of a draw; its id."""
    return new_row(
        connection,
        town_sample,
        seed=seed,
        share=share,
        drawn_at=encode_moment(at),
        drawn_by=user_id,
        frame_size=sum(frame.values()),
        frame_digest=frame_digest,
        frame_json=encode(dict(frame)),
    )


def add_members(connection: Connection, members: Sequence[TownMemberRecord]) -> None:
    """Keep who was drawn, in order."""
    rows = [
        {
            "sample_id": one.sample,
            "town_entry_id": one.entry,
            "position": position,
            "short_code": one.short_code,
            "version": one.version,
            "outcome": "",
            "asked_json": encode(list(one.asked)),
            "differing_json": encode({}),
            "remark": "",
        }
        for position, one in enumerate(members, 1)
    ]
    if rows:
        connection.execute(insert(town_sample_member), rows)


def save_check(
    connection: Connection,
    member: TownMemberRecord,
    outcome: str,
    differing: Mapping[str, str],
    remark: str,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep what asking again brought, replacing what was entered before."""
    columns = town_sample_member.c
    connection.execute(
        update(town_sample_member)
        .where(columns.sample_id == member.sample, columns.town_entry_id == member.entry)
        .values(
            outcome=outcome,
            differing_json=encode(dict(differing)),
            remark=remark,
            checked_by=user_id,
            checked_at=encode_moment(at),
        )
    )


def load_sample(connection: Connection) -> TownSampleRecord | None:
    """The newest sample; None before the first."""
    row = connection.execute(
        select(town_sample, account.c.name.label("by_name"))
        .join(account, account.c.id == town_sample.c.drawn_by)
        .order_by(town_sample.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return TownSampleRecord(
        row.id,
        row.seed,
        row.share,
        decode_moment(row.drawn_at),
        row.by_name,
        row.frame_size,
        row.frame_digest,
        decode(row.frame_json),
        members_of(connection, row.id),
    )


def members_of(
    connection: Connection, sample_id: int | None = None
) -> tuple[TownMemberRecord, ...]:
    """Drawn entries in their order: of one sample, or of all."""
    statement = select(town_sample_member).order_by(
        town_sample_member.c.sample_id, town_sample_member.c.position
    )
    if sample_id is not None:
        statement = statement.where(town_sample_member.c.sample_id == sample_id)
    return tuple(map(_member, connection.execute(statement)))


def find_member(connection: Connection, short_code: str) -> TownMemberRecord | None:
    """The drawn entry of a sheet's code; None when it leads nowhere."""
    wanted = select(town_sample_member).where(town_sample_member.c.short_code == short_code)
    row = connection.execute(wanted).first()
    return None if row is None else _member(row)


def _member(row: Row[Any]) -> TownMemberRecord:
    return TownMemberRecord(
        row.sample_id,
        row.town_entry_id,
        row.short_code,
        row.version,
        row.outcome,
        tuple(decode(row.asked_json)),
        decode(row.differing_json),
        row.remark,
        row.checked_by,
        decode_moment(row.checked_at) if row.checked_at else None,
    )
