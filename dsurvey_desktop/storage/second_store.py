"""Blind second entry: who is drawn, what was entered again, what differs and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, insert, select, update

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.storage.codec import (
    decode,
    decode_moment,
    encode,
    encode_moment,
    encode_sorted,
)
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.second_tables import second_difference, second_draw, second_entry
from dsurvey_desktop.storage.tables import account, batch, correction, entry, raw_row

_first = account.alias("first_account")
"""Whoever took the entry in."""


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw that anybody can repeat from seed, share and frame."""

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str


@dataclass(frozen=True, slots=True)
class SecondRecord:
    """A drawn entry; `entered_by` is None until somebody has entered it again.

    `fields` are how many were compared: those that either person filled in. `first_by` took the
    row in on which the entry stands.
    """

    entry: EntryId
    draw: int
    certificate_no: str
    name: str
    community_code: str
    fields: int
    entered_by: UserId | None
    entered_by_name: str
    entered_at: datetime | None
    first: Answers
    second: Answers
    first_by: UserId
    first_by_name: str


@dataclass(frozen=True, slots=True)
class DifferenceRecord:
    """An item that two persons entered otherwise; None for blank, `kept` empty until decided."""

    id: int
    entry: EntryId
    item: str
    first: Value | None
    second: Value | None
    kept: str
    reason: str
    decided_by: str
    decided_at: datetime | None


def add_draw(
    connection: Connection,
    *,
    seed: int,
    share: float,
    at: datetime,
    user_id: UserId,
    frame_size: int,
    frame_digest: str,
    entries: Sequence[EntryId],
) -> int:
    """Keep a draw and who was drawn, in order; its id."""
    number = new_row(
        connection,
        second_draw,
        seed=seed,
        share=share,
        drawn_at=encode_moment(at),
        drawn_by=user_id,
        frame_size=frame_size,
        frame_digest=frame_digest,
    )
    rows = [
        {"entry_id": one, "draw_id": number, "position": place, "fields": 0}
        for place, one in enumerate(entries, 1)
    ]
    if rows:
        connection.execute(insert(second_entry), rows)
    return number


def list_draws(connection: Connection) -> tuple[DrawRecord, ...]:
    """All draws, oldest first."""
    rows = connection.execute(
        select(second_draw, account.c.name.label("by")).join(account).order_by(second_draw.c.id)
    )
    return tuple(
        DrawRecord(
            row.id,
            row.seed,
            row.share,
            decode_moment(row.drawn_at),
            row.by,
            row.frame_size,
            row.frame_digest,
        )
        for row in rows
    )


def list_second(connection: Connection) -> tuple[SecondRecord, ...]:
    """Every drawn entry, in the order of drawing."""
    rows = connection.execute(_second().order_by(second_entry.c.draw_id, second_entry.c.position))
    return tuple(_to_second(row) for row in rows)


def load_second(connection: Connection, entry_id: EntryId) -> SecondRecord | None:
    """One drawn entry; None when it was not drawn."""
    row = connection.execute(_second().where(second_entry.c.entry_id == entry_id)).first()
    return _to_second(row) if row else None


def drawn_entries(connection: Connection, ids: Sequence[EntryId]) -> set[EntryId]:
    """Which of these entries were drawn to be entered again."""
    found: set[EntryId] = set()
    for chunk in in_chunks(ids):
        rows = connection.execute(
            select(second_entry.c.entry_id).where(second_entry.c.entry_id.in_(chunk))
        )
        found.update(EntryId(number) for number in rows.scalars())
    return found


def _second() -> Any:
    return (
        select(
            second_entry,
            entry.c.certificate_no,
            entry.c.name,
            entry.c.community_code,
            account.c.name.label("by"),
            _first.c.id.label("first_by"),
            _first.c.name.label("first_by_name"),
        )
        .join(entry, second_entry.c.entry_id == entry.c.id)
        .join(raw_row, entry.c.row_id == raw_row.c.id)
        .join(batch, raw_row.c.batch_id == batch.c.id)
        .join(_first, batch.c.received_by == _first.c.id)
        .outerjoin(account, second_entry.c.entered_by == account.c.id)
    )


def _to_second(row: Row[Any]) -> SecondRecord:
    return SecondRecord(
        EntryId(row.entry_id),
        row.draw_id,
        row.certificate_no,
        row.name,
        row.community_code,
        row.fields,
        None if row.entered_by is None else UserId(row.entered_by),
        row.by or "",
        decode_moment(row.entered_at) if row.entered_at else None,
        decode(row.first_json) if row.first_json else {},
        decode(row.second_json) if row.second_json else {},
        UserId(row.first_by),
        row.first_by_name,
    )


def count_second(connection: Connection) -> dict[str, tuple[int, int]]:
    """Drawn entries, and those nobody has entered again, by community code.

    The drawn ids are no column by themselves: the database would begin at all entries.
    """
    drawn = func.coalesce(second_entry.c.entry_id, 0)
    waiting = func.sum(case((second_entry.c.entered_by.is_(None), 1), else_=0))
    rows = connection.execute(
        select(entry.c.community_code, func.count(), waiting)
        .select_from(second_entry.join(entry, entry.c.id == drawn))
        .group_by(entry.c.community_code)
    )
    return {code: (count, open_still) for code, count, open_still in rows}


def count_undecided(connection: Connection) -> int:
    """Differences nobody has decided."""
    statement = select(func.count()).where(second_difference.c.kept == "")
    return int(connection.execute(statement).scalar_one())


def known_to(connection: Connection, user_id: UserId) -> set[EntryId]:
    """Drawn entries this person took in, changed or approved: who knows what they say."""
    drawn = select(second_entry.c.entry_id)
    of_batches = drawn.join(entry, entry.c.id == second_entry.c.entry_id)
    asked = (
        of_batches.join(raw_row, entry.c.row_id == raw_row.c.id)
        .join(batch, raw_row.c.batch_id == batch.c.id)
        .where(batch.c.received_by == user_id),
        drawn.join(raw_row, raw_row.c.entry_id == second_entry.c.entry_id)
        .join(batch, raw_row.c.batch_id == batch.c.id)
        .where(batch.c.received_by == user_id),
        drawn.join(correction, correction.c.entry_id == second_entry.c.entry_id).where(
            correction.c.corrected_by == user_id
        ),
        of_batches.where(entry.c.approved_by == user_id),
    )
    return {EntryId(number) for one in asked for number in connection.execute(one).scalars()}


def keep_second(
    connection: Connection,
    entry_id: EntryId,
    first: Answers,
    second: Answers,
    fields: int,
    differences: Mapping[str, tuple[Value | None, Value | None]],
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep what was entered again and where it differs."""
    connection.execute(
        update(second_entry)
        .where(second_entry.c.entry_id == entry_id)
        .values(
            first_json=encode_sorted(first),
            second_json=encode_sorted(second),
            fields=fields,
            entered_by=user_id,
            entered_at=encode_moment(at),
        )
    )
    rows = [
        {
            "entry_id": entry_id,
            "item": item,
            "first_json": encode(one),
            "second_json": encode(other),
            "kept": "",
            "reason": "",
        }
        for item, (one, other) in differences.items()
    ]
    if rows:
        connection.execute(insert(second_difference), rows)


def list_differences(connection: Connection) -> tuple[DifferenceRecord, ...]:
    """All differences, in the order they came."""
    return tuple(_to_difference(row) for row in connection.execute(_differences()))


def load_difference(connection: Connection, number: int) -> DifferenceRecord | None:
    """One difference; None when there is none of that id."""
    row = connection.execute(_differences().where(second_difference.c.id == number)).first()
    return _to_difference(row) if row else None


def _differences() -> Any:
    return (
        select(second_difference, account.c.name.label("by"))
        .outerjoin(account, second_difference.c.decided_by == account.c.id)
        .order_by(second_difference.c.id)
    )


def _to_difference(row: Row[Any]) -> DifferenceRecord:
    return DifferenceRecord(
        row.id,
        EntryId(row.entry_id),
        row.item,
        decode(row.first_json),
        decode(row.second_json),
        row.kept,
        row.reason,
        row.by or "",
        decode_moment(row.decided_at) if row.decided_at else None,
    )


def decide(
    connection: Connection, number: int, kept: str, reason: str, user_id: UserId, at: datetime
) -> None:
    """Keep which answer stands, and why."""
    connection.execute(
        update(second_difference)
        .where(second_difference.c.id == number)
        .values(kept=kept, reason=reason, decided_by=user_id, decided_at=encode_moment(at))
    )
