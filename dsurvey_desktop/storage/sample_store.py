"""Spot check samples with the frame they were drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account, entry, sample, sample_member


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """A sample; `frame` counts entries by community code, `members` are `(entry, short code)`."""

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str
    frame: dict[str, int]
    members: tuple[tuple[EntryId, str], ...]
    plan: SamplePlan


def add_sample(
    connection: Connection,
    *,
    seed: int,
    share: float,
    at: datetime,
    user_id: UserId,
    frame: dict[str, int],
    frame_digest: str,
    plan: SamplePlan | None = None,
) -> int:
    """Keep the plan of a draw; its id."""
    return new_row(
        connection,
        sample,
        seed=seed,
        share=share,
        drawn_at=encode_moment(at),
        drawn_by=user_id,
        frame_size=sum(frame.values()),
        frame_digest=frame_digest,
        frame_json=encode(frame),
        plan_json=encode(asdict(plan)) if plan else "",
    )


def add_members(
    connection: Connection, sample_id: int, members: Sequence[tuple[EntryId, str]]
) -> None:
    """Keep who was drawn, in order, each with the short code of the audit sheet."""
    rows = [
        {"sample_id": sample_id, "entry_id": entry_id, "position": n, "short_code": code}
        for n, (entry_id, code) in enumerate(members, 1)
    ]
    if rows:
        connection.execute(insert(sample_member), rows)


def load_sample(connection: Connection, sample_id: int | None = None) -> SampleRecord | None:
    """A sample, the newest when no id is given; None when there is none."""
    statement = _samples().order_by(sample.c.id.desc()).limit(1)
    if sample_id is not None:
        statement = statement.where(sample.c.id == sample_id)
    row = connection.execute(statement).first()
    return _to_record(connection, row) if row else None


def all_samples(connection: Connection) -> tuple[SampleRecord, ...]:
    """All samples, oldest first."""
    rows = connection.execute(_samples().order_by(sample.c.id)).all()
    return tuple(_to_record(connection, row) for row in rows)


def member_of_code(connection: Connection, short_code: str) -> tuple[int, EntryId] | None:
    """Sample and entry of an audit sheet's code; None when it leads nowhere."""
    row = connection.execute(
        select(sample_member.c.sample_id, sample_member.c.entry_id).where(
            sample_member.c.short_code == short_code
        )
    ).first()
    return None if row is None else (row.sample_id, EntryId(row.entry_id))


def _samples() -> Any:
    return select(sample, account.c.name.label("account_name")).join(account)


def _to_record(connection: Connection, row: Row[Any]) -> SampleRecord:
    members = connection.execute(
        select(sample_member.c.entry_id, sample_member.c.short_code)
        .where(sample_member.c.sample_id == row.id)
        .order_by(sample_member.c.position)
    )
    return SampleRecord(
        row.id,
        row.seed,
        row.share,
        decode_moment(row.drawn_at),
        row.account_name,
        row.frame_size,
        row.frame_digest,
        decode(row.frame_json),
        tuple((EntryId(entry_id), code) for entry_id, code in members),
        _plan(row),
    )


def _plan(row: Row[Any]) -> SamplePlan:
    if not row.plan_json:
        return SamplePlan(share=row.share)
    kept = decode(row.plan_json)
    return SamplePlan(**{**kept, "kind": PlanKind(kept["kind"])})


def handed_over_members(connection: Connection) -> frozenset[EntryId]:
    """Drawn entries that went to the district in some version."""
    rows = connection.execute(
        select(entry.c.id)
        .join(sample_member, sample_member.c.entry_id == entry.c.id)
        .where(entry.c.handed_over_version >= 0)
    )
    return frozenset(EntryId(number) for number in rows.scalars())


def sampled_entries(connection: Connection, ids: Sequence[EntryId]) -> set[EntryId]:
    """Which of these entries were drawn in any sample."""
    found: set[EntryId] = set()
    for chunk in in_chunks(ids):
        rows = connection.execute(
            select(sample_member.c.entry_id).where(sample_member.c.entry_id.in_(chunk))
        )
        found.update(EntryId(number) for number in rows.scalars())
    return found
