"""What departments of a district find by themselves in towns' entries, and how it was settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.district_tables import section_finding
from dsurvey_desktop.storage.exchange_tables import town_entry
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding that stands; `item` is empty where it is about the whole entry."""

    id: int
    entry: int
    department: str
    item: str
    words: str
    by_name: str


def add(
    connection: Connection,
    entry: int,
    department: str,
    item: str,
    words: str,
    user_id: UserId,
    at: datetime,
) -> int:
    """Keep a finding; its id."""
    return new_row(
        connection,
        section_finding,
        town_entry_id=entry,
        department=department,
        item=item,
        words=words,
        made_by=user_id,
        made_at=encode_moment(at),
        settled_because="",
    )


def standing(
    connection: Connection, *, town: str = "", ids: Collection[int] | None = None
) -> dict[int, tuple[FindingRecord, ...]]:
    """Findings that are not settled, by entry: of a town, of these ids, or all."""
    statement = (
        select(section_finding, account.c.name.label("by_name"))
        .join(town_entry, town_entry.c.id == section_finding.c.town_entry_id)
        .join(account, account.c.id == section_finding.c.made_by)
        .where(section_finding.c.settled_at.is_(None))
        .order_by(section_finding.c.id)
    )
    if town:
        statement = statement.where(town_entry.c.town == town)
    found: dict[int, list[FindingRecord]] = defaultdict(list)
    for row in connection.execute(statement):
        if ids is None or row.id in ids:
            found[row.town_entry_id].append(
                FindingRecord(
                    row.id, row.town_entry_id, row.department, row.item, row.words, row.by_name
                )
            )
    return {entry: tuple(records) for entry, records in found.items()}


def settle(connection: Connection, ids: Collection[int], at: datetime, because: str) -> None:
    """Let findings stand no longer, and keep why; the rows stay."""
    for chunk in in_chunks(sorted(ids)):
        connection.execute(
            update(section_finding)
            .where(section_finding.c.id.in_(chunk), section_finding.c.settled_at.is_(None))
            .values(settled_at=encode_moment(at), settled_because=because)
        )


def questioned_per_town(connection: Connection) -> dict[str, int]:
    """Entries with a finding that stands, which the next receipt would accept, by town."""
    rows = connection.execute(
        select(town_entry.c.town, func.count(section_finding.c.town_entry_id.distinct()))
        .join(town_entry, town_entry.c.id == section_finding.c.town_entry_id)
        .where(
            section_finding.c.settled_at.is_(None),
            town_entry.c.withdrawn == "",
            town_entry.c.told_in.is_(None),
            town_entry.c.state != EntryState.SENT_BACK.value,
        )
        .group_by(town_entry.c.town)
    )
    return {town: count for town, count in rows}  # noqa: C416 - rows are no plain pairs


def count_per_town(connection: Connection) -> dict[str, int]:
    """Findings that stand in entries that stand, by town."""
    rows = connection.execute(
        select(town_entry.c.town, func.count(section_finding.c.id))
        .join(town_entry, town_entry.c.id == section_finding.c.town_entry_id)
        .where(section_finding.c.settled_at.is_(None), town_entry.c.withdrawn == "")
        .group_by(town_entry.c.town)
    )
    return {town: count for town, count in rows}  # noqa: C416 - rows are no plain pairs
