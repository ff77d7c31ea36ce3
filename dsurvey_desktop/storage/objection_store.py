"""Why the district sends a town's entries back: one line for each reason, of each department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.district_tables import objection
from dsurvey_desktop.storage.exchange_tables import town_entry
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """A reason that stands.

    Attributes:
        department: whose; empty where somebody spoke for the whole office.
        item: what it is about; empty for the whole entry.
    """

    id: int
    entry: int
    department: str
    item: str
    reason: str
    by_name: str


def add(
    connection: Connection,
    versions: Mapping[int, int],
    department: str,
    item: str,
    reason: str,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep the same reason for entries, given with the version each is in."""
    common = {
        "department": department,
        "item": item,
        "reason": reason,
        "made_by": user_id,
        "made_at": encode_moment(at),
    }
    rows = [{"town_entry_id": one, "version": n, **common} for one, n in versions.items()]
    if rows:
        connection.execute(insert(objection), rows)


def close(
    connection: Connection, entries: Sequence[int], at: datetime, department: str | None = None
) -> None:
    """Let reasons stand no longer, those of one department or all; the rows stay."""
    for chunk in in_chunks(entries):
        change = update(objection).where(
            objection.c.town_entry_id.in_(chunk), objection.c.closed_at.is_(None)
        )
        if department is not None:
            change = change.where(objection.c.department == department)
        connection.execute(change.values(closed_at=encode_moment(at)))


def standing(
    connection: Connection, entries: Iterable[int] | None = None, *, town: str = ""
) -> dict[int, tuple[ObjectionRecord, ...]]:
    """The reasons that stand, by entry: of these entries, of a town, or all."""
    statement = (
        select(objection, account.c.name.label("by_name"))
        .join(town_entry, town_entry.c.id == objection.c.town_entry_id)
        .join(account, account.c.id == objection.c.made_by)
        .where(_stands())
        .order_by(objection.c.id)
    )
    if town:
        statement = statement.where(town_entry.c.town == town)
    wanted = None if entries is None else set(entries)
    found: dict[int, list[ObjectionRecord]] = defaultdict(list)
    for row in connection.execute(statement):
        if wanted is None or row.town_entry_id in wanted:
            record = ObjectionRecord(
                row.id, row.town_entry_id, row.department, row.item, row.reason, row.by_name
            )
            found[row.town_entry_id].append(record)
    return {entry: tuple(records) for entry, records in found.items()}


def count_entries(connection: Connection) -> dict[tuple[str, str], int]:
    """Entries with a reason that stands, by town and department."""
    groups = (town_entry.c.town, objection.c.department)
    rows = connection.execute(
        select(*groups, func.count(town_entry.c.id.distinct()))
        .join(town_entry, town_entry.c.id == objection.c.town_entry_id)
        .where(_stands())
        .group_by(*groups)
    )
    return {(town, department): count for town, department, count in rows}


def ever_sent_back(connection: Connection) -> dict[str, int]:
    """How many entries of each town were ever sent back, however it ended."""
    rows = connection.execute(
        select(town_entry.c.town, func.count(town_entry.c.id.distinct()))
        .join(objection, objection.c.town_entry_id == town_entry.c.id)
        .group_by(town_entry.c.town)
    )
    return {town: count for town, count in rows}  # noqa: C416 - rows are no plain pairs


def _stands() -> ColumnElement[bool]:
    """Not taken back, and the town has not answered with another bundle yet."""
    return and_(
        objection.c.closed_at.is_(None),
        town_entry.c.state == EntryState.SENT_BACK.value,
        objection.c.version == town_entry.c.version,
        town_entry.c.withdrawn == "",
    )
