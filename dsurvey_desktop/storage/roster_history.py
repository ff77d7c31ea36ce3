"""The rosters that were taken in, and how everybody stood before each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, exists, func, select, update

from dsurvey_desktop.domain.ids import FileId, UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.dialect import bulk_insert
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.roster_store import PersonChange
from dsurvey_desktop.storage.roster_tables import roster_before, roster_import
from dsurvey_desktop.storage.tables import (
    account,
    community,
    community_form,
    entry,
    person,
    source_file,
)

CommunityChange = tuple[str, str, str]
"""Code, old name (empty for a new community) and new name."""


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """A roster that was taken in; `counts` of people by what changed."""

    id: int
    file: str
    imported_at: datetime
    imported_by: str
    people: int
    counts: Mapping[str, int]
    communities: tuple[CommunityChange, ...]
    is_undone: bool


class Coverage(NamedTuple):
    """People in scope, those of them with an entry, and those without; the latter add up."""

    on_roster: int
    with_entry: int
    missing: int


def add_import(
    connection: Connection,
    file_id: FileId,
    people: int,
    changes: Sequence[PersonChange],
    communities: Iterable[CommunityChange],
    user_id: UserId,
    at: datetime,
) -> int:
    """Note that a roster was taken in, and how everybody it changes stood before; its number."""
    number = new_row(
        connection,
        roster_import,
        file_id=file_id,
        imported_at=encode_moment(at),
        imported_by=user_id,
        people=people,
        communities_json=encode(list(communities)),
        counts_json="{}",
    )
    rows = [
        {
            "import_id": number,
            "certificate_no": one.certificate_no,
            "before_json": "" if one.before is None else encode(dict(one.before)),
        }
        for one in changes
    ]
    bulk_insert(connection, roster_before, rows)
    return number


def keep_counts(connection: Connection, number: int, counts: Mapping[str, int]) -> None:
    """Keep how many people an import changed in which way."""
    own = update(roster_import).where(roster_import.c.id == number)
    connection.execute(own.values(counts_json=encode(dict(counts))))


def list_imports(connection: Connection) -> tuple[RosterRecord, ...]:
    """All rosters that were taken in, the newest first."""
    rows = connection.execute(
        select(roster_import, source_file.c.name, account.c.name.label("account_name"))
        .join(source_file, source_file.c.id == roster_import.c.file_id)
        .join(account, account.c.id == roster_import.c.imported_by)
        .order_by(roster_import.c.id.desc())
    )
    return tuple(
        RosterRecord(
            row.id,
            row.name,
            decode_moment(row.imported_at),
            row.account_name,
            row.people,
            decode(row.counts_json),
            tuple(tuple(one) for one in decode(row.communities_json)),
            row.undone_at is not None,
        )
        for row in rows
    )


def stood_before(connection: Connection, number: int) -> dict[str, dict[str, Any] | None]:
    """How everybody stood whom an import changed, by certificate number; None: not at all."""
    rows = connection.execute(
        select(roster_before.c.certificate_no, roster_before.c.before_json).where(
            roster_before.c.import_id == number
        )
    )
    return {row[0]: decode(row[1]) if row[1] else None for row in rows}


def mark_undone(connection: Connection, number: int, at: datetime) -> None:
    """Note that an import was taken back; it stays on record."""
    own = update(roster_import).where(roster_import.c.id == number)
    connection.execute(own.values(undone_at=encode_moment(at)))


def coverage(connection: Connection) -> Coverage:
    """How many people in scope have an entry, counted each for itself."""
    in_scope = and_(person.c.out_of_scope == "", person.c.is_gone.is_(False))
    has_entry = exists().where(entry.c.certificate_no == person.c.certificate_no)

    def count(*conditions: Any) -> int:
        statement = select(func.count()).select_from(person).where(in_scope, *conditions)
        return int(connection.execute(statement).scalar_one())

    return Coverage(count(), count(has_entry), count(~has_entry))


def put_communities_back(connection: Connection, changes: Iterable[CommunityChange]) -> None:
    """Give communities their former names; those that were new go where nothing is of them."""
    for code, old, new in changes:
        own = and_(community.c.code == code, community.c.name == new)
        if old:
            connection.execute(update(community).where(own).values(name=old))
            continue
        uses = (
            exists().where(person.c.community_code == code, person.c.is_gone.is_(False)),
            exists().where(entry.c.community_code == code),
            exists().where(community_form.c.community_code == code),
        )
        connection.execute(delete(community).where(own, *(~use for use in uses)))
