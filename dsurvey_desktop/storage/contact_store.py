"""Attempts to reach people who are to confirm their entry again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from dsurvey_desktop.domain.contact import ContactOutcome, ContactWay
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.review_tables import contact_attempt
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt: how it went, in which way, on which day, with whom, noted by whom."""

    entry: EntryId
    outcome: ContactOutcome
    way: ContactWay
    day: date
    spoke_with: str
    remark: str
    by_name: str
    at: datetime


def add_attempt(
    connection: Connection,
    entry_id: EntryId,
    outcome: ContactOutcome,
    way: ContactWay,
    day: date,
    *,
    spoke_with: str,
    remark: str,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep an attempt for ever."""
    connection.execute(
        insert(contact_attempt).values(
            entry_id=entry_id,
            outcome=outcome.value,
            way=way.value,
            day=day.isoformat(),
            spoke_with=spoke_with,
            remark=remark,
            noted_by=user_id,
            noted_at=encode_moment(at),
        )
    )


def attempts_of(
    connection: Connection, ids: Sequence[EntryId]
) -> dict[EntryId, tuple[AttemptRecord, ...]]:
    """All attempts of these entries, oldest first."""
    found: dict[EntryId, list[AttemptRecord]] = defaultdict(list)
    for chunk in in_chunks(ids):
        rows = connection.execute(
            select(contact_attempt, account.c.name.label("account_name"))
            .join(account)
            .where(contact_attempt.c.entry_id.in_(chunk))
            .order_by(contact_attempt.c.id)
        )
        for row in rows:
            record = AttemptRecord(
                EntryId(row.entry_id),
                ContactOutcome(row.outcome),
                ContactWay(row.way),
                date.fromisoformat(row.day),
                row.spoke_with,
                row.remark,
                row.account_name,
                decode_moment(row.noted_at),
            )
            found[record.entry].append(record)
    return {entry_id: tuple(records) for entry_id, records in found.items()}
