"""The towns' entries at the district's desk: as handed over, and what the district says of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, case, func, select, update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import decode, encode_moment
from dsurvey_desktop.storage.dialect import bulk_insert, in_chunks
from dsurvey_desktop.storage.exchange_tables import town_entry

NO_ANSWERS = '""'
"""The answers of an entry without any, as the column holds them."""
UNDECIDED = {
    "state": EntryState.HANDED_OVER.value,
    "item": "",
    "reason": "",
    "decided_by": None,
    "decided_at": None,
    "told_in": None,
}
"""The columns of an entry the district has said nothing of yet."""
_HEAD = ("status", "mode", "device")
_LONGEST_CODE = 16


@dataclass(frozen=True, slots=True)
class TownEntryRecord:
    """An entry of a town as its newest bundle has it.

    Attributes:
        entry_no: the town's own id of it.
        state: handed over (undecided), accepted or sent back.
        answers, before: item to text, as the bundle holds them; `before` is empty for a first one.
        withdrawn: why the town no longer stands to it; empty while it does.
        told_in: number of the receipt that told the town of `state`; None before.
    """

    id: int
    town: str
    entry_no: int
    certificate_no: str
    name: str
    community_code: str
    version: int
    state: EntryState
    answers: Mapping[str, str]
    before: Mapping[str, str]
    approved_by: str
    is_late: bool
    withdrawn: str
    item: str
    reason: str
    told_in: int | None
    form_edition: str
    approved_at: str


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What a newer bundle is compared with."""

    id: int
    version: int
    state: str
    answers_json: str
    withdrawn: str
    certificate_no: str
    name: str
    community_code: str


def known_entries(connection: Connection, town: str) -> dict[int, KnownEntry]:
    """The entries of a town, by the town's own id."""
    columns = town_entry.c
    rows = connection.execute(
        select(
            columns.entry_no,
            columns.id,
            columns.version,
            columns.state,
            columns.answers_json,
            columns.withdrawn,
            columns.certificate_no,
            columns.name,
            columns.community_code,
        ).where(columns.town == town)
    )
    return {row[0]: KnownEntry(*row[1:]) for row in rows}


def add_entries(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Entries that came for the first time, by column name."""
    bulk_insert(connection, town_entry, rows)


def update_entries(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set columns of entries; each row names its `id` and the same columns."""
    if not rows:
        return
    names = [name for name in rows[0] if name != "id"]
    own = update(town_entry).where(town_entry.c.id == bindparam("b_id"))
    statement = own.values({name: bindparam(f"b_{name}") for name in names})
    connection.execute(statement, [{f"b_{k}": v for k, v in row.items()} for row in rows])


def list_entries(
    connection: Connection,
    *,
    town: str = "",
    state: EntryState | None = None,
    ids: Iterable[int] | None = None,
) -> tuple[TownEntryRecord, ...]:
    """Entries by town and number; of one town, state or of these ids where given."""
    statement = select(town_entry).order_by(town_entry.c.town, town_entry.c.entry_no)
    if town:
        statement = statement.where(town_entry.c.town == town)
    if state is not None:
        statement = statement.where(town_entry.c.state == state.value)
    if ids is None:
        return tuple(map(_record, connection.execute(statement)))
    found = [
        _record(row)
        for chunk in in_chunks(sorted(set(ids)))
        for row in connection.execute(statement.where(town_entry.c.id.in_(chunk)))
    ]
    return tuple(found)


def by_certificate(connection: Connection, number: str) -> tuple[TownEntryRecord, ...]:
    """The entries of a certificate number, one a town."""
    wanted = select(town_entry).where(town_entry.c.certificate_no == number)
    return tuple(map(_record, connection.execute(wanted)))


def certificates(connection: Connection) -> frozenset[str]:
    """The numbers of all people the towns have handed over and stand to."""
    wanted = select(town_entry.c.certificate_no).where(town_entry.c.withdrawn == "")
    return frozenset(connection.execute(wanted).scalars())


def untold(connection: Connection, town: str) -> tuple[TownEntryRecord, ...]:
    """Entries whose state no receipt has told the town; withdrawn ones have nothing to tell."""
    rows = connection.execute(
        select(town_entry)
        .where(
            town_entry.c.town == town, town_entry.c.told_in.is_(None), town_entry.c.withdrawn == ""
        )
        .order_by(town_entry.c.entry_no)
    )
    return tuple(map(_record, rows))


def decide(
    connection: Connection,
    ids: Sequence[int],
    state: EntryState,
    user_id: UserId,
    at: datetime,
    *,
    reason: str = "",
    item: str = "",
) -> None:
    """Say of entries that they are accepted or sent back; the next receipt tells the town."""
    for chunk in in_chunks(ids):
        connection.execute(
            update(town_entry)
            .where(town_entry.c.id.in_(chunk))
            .values(
                state=state.value,
                reason=reason,
                item=item,
                decided_by=user_id,
                decided_at=encode_moment(at),
                told_in=None,
            )
        )


def let_tell_again(connection: Connection, town: str, receipt: int) -> int:
    """What a lost receipt told goes with the next, where nothing was decided since; how many."""
    told = and_(town_entry.c.town == town, town_entry.c.told_in == receipt)
    return connection.execute(update(town_entry).where(told).values(told_in=None)).rowcount


def mark_told(connection: Connection, told: Sequence[tuple[int, int]], receipt: int) -> None:
    """Keep that a receipt told of these entries, where they are still in that version.

    Undecided ones are accepted by it.
    """
    values = [{"b_id": number, "b_version": version} for number, version in told]
    if not values:
        return
    same = and_(
        town_entry.c.id == bindparam("b_id"), town_entry.c.version == bindparam("b_version")
    )
    state = case(
        (town_entry.c.state == EntryState.SENT_BACK.value, EntryState.SENT_BACK.value),
        else_=EntryState.ACCEPTED.value,
    )
    connection.execute(update(town_entry).where(same).values(told_in=receipt, state=state), values)


def read_answers(stored: str) -> dict[str, str]:
    """Item to text, from the records of the bundle's table of answers."""
    reader = csv.reader(io.StringIO(decode(stored), newline=""))
    return {item: value for _entry, item, value in reader}


def head_values(answers_json: str) -> dict[str, str]:
    """The columns that rates are made of, from the records of the bundle's table of answers."""
    return {name: _code(answers_json, name) for name in _HEAD}


def _code(records: str, name: str) -> str:
    """What stands behind `,name,` up to the end of its record."""
    _before, _name, after = records.partition(f",{name},")
    return after.partition("\\")[0][:_LONGEST_CODE]


def counts_per_town(
    connection: Connection, *, surveyed: str, home_visit: str, mobile_app: str
) -> dict[str, Row[Any]]:
    """Counts by town, withdrawn entries apart; `untold` are those the next receipt tells of.

    Args:
        connection: of the unit of work.
        surveyed: code of the status of a person who was surveyed.
        home_visit: code of the way a home-visit rate counts.
        mobile_app: code of the device an app rate counts.
    """
    here = town_entry.c.withdrawn == ""
    asked = and_(here, town_entry.c.status == surveyed)
    parts = {
        "entries": here,
        "undecided": and_(here, town_entry.c.state == EntryState.HANDED_OVER.value),
        "accepted": and_(here, town_entry.c.state == EntryState.ACCEPTED.value),
        "sent_back": and_(here, town_entry.c.state == EntryState.SENT_BACK.value),
        "withdrawn": town_entry.c.withdrawn != "",
        "late": and_(here, town_entry.c.is_late.is_(True)),
        "untold": and_(here, town_entry.c.told_in.is_(None)),
        "surveyed": asked,
        "visited": and_(asked, town_entry.c.mode == home_visit),
        "by_app": and_(asked, town_entry.c.device == mobile_app),
    }
    columns = [_count(condition).label(name) for name, condition in parts.items()]
    rows = connection.execute(select(town_entry.c.town, *columns).group_by(town_entry.c.town))
    return {row.town: row for row in rows}


def _count(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def duplicates(connection: Connection) -> tuple[TownEntryRecord, ...]:
    """Entries of people whom more than one town has handed over, by citizen ID."""
    citizen = func.substr(town_entry.c.certificate_no, 1, 18)
    twice = (
        select(citizen)
        .where(town_entry.c.withdrawn == "")
        .group_by(citizen)
        .having(func.count(town_entry.c.town.distinct()) > 1)
    )
    rows = connection.execute(
        select(town_entry)
        .where(citizen.in_(twice), town_entry.c.withdrawn == "")
        .order_by(citizen, town_entry.c.town)
    )
    return tuple(map(_record, rows))


def _record(row: Row[Any]) -> TownEntryRecord:
    return TownEntryRecord(
        row.id,
        row.town,
        row.entry_no,
        row.certificate_no,
        row.name,
        row.community_code,
        row.version,
        EntryState(row.state),
        read_answers(row.answers_json),
        read_answers(row.before_json),
        row.approved_by,
        row.is_late,
        row.withdrawn,
        row.item,
        row.reason,
        row.told_in,
        row.form_edition,
        row.approved_at,
    )
