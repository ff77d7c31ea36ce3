"""Files that were refused, without their content; none is ever removed, each has a fate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, or_, select, update

from dsurvey_desktop.domain.ids import BatchId, RefusedId, UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account, batch
from dsurvey_desktop.storage.untaken_tables import refused_file

OPEN = "open"
ANSWERED = "answered"
"""Another file was taken in for it; while the batch of that is taken back, it is open again."""
DONE = "done"
"""A person is done with it."""
WITH_BATCH = refused_file.outerjoin(batch, batch.c.id == refused_file.c.answered_by)
IS_OPEN = or_(
    refused_file.c.fate == OPEN,
    and_(refused_file.c.fate == ANSWERED, batch.c.undone_at.is_not(None)),
)
"""Which files these are, of `WITH_BATCH`: nobody is done with them, nothing stands for them."""


class NewRefused(NamedTuple):
    """What is told of a refused file.

    Attributes:
        path: where it lay.
        digest: SHA-256 (hex) of its bytes; empty where they could not be read.
        community: 12-digit code of the community it is of; empty where nothing says it.
        problems: why it was refused, as JSON.
    """

    name: str
    path: str
    digest: str
    community: str
    problems: list[Any]


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A refused file; `since` it came as it is. See `NewRefused`."""

    id: RefusedId
    told: NewRefused
    since: datetime
    received_by: str
    is_open: bool
    fate: str


def add_refused(
    connection: Connection, told: NewRefused, at: datetime, user_id: UserId
) -> RefusedId:
    """Keep a file that was refused."""
    return RefusedId(new_row(connection, refused_file, **_values(told, at, user_id)))


def change_refused(
    connection: Connection, refused_id: RefusedId, told: NewRefused, at: datetime, user_id: UserId
) -> None:
    """Say anew what is told of a file that was refused again."""
    values = _values(told, at, user_id) | {"answered_by": None}
    _update(connection, [refused_id], **values)


def _values(told: NewRefused, at: datetime, user_id: UserId) -> dict[str, Any]:
    name, path, digest, community, problems = told
    return {
        "name": name,
        "path": path,
        "digest": digest,
        "community": community,
        "problems_json": encode(problems),
        "since": encode_moment(at),
        "received_by": user_id,
        "fate": OPEN,
    }


def list_open(connection: Connection) -> tuple[RefusedRecord, ...]:
    """Refused files that neither another file answers nor anybody is done with, newest first."""
    rows = connection.execute(_refused().where(IS_OPEN).order_by(refused_file.c.id.desc()))
    return tuple(_to_record(row) for row in rows)


def like_this(connection: Connection, path: str, digest: str) -> tuple[RefusedRecord, ...]:
    """Refused files that lay there, or had these bytes, whatever their fate; oldest first."""
    is_same = refused_file.c.path == path
    if digest:
        is_same = or_(is_same, refused_file.c.digest == digest)
    rows = connection.execute(_refused().where(is_same).order_by(refused_file.c.id))
    return tuple(_to_record(row) for row in rows)


def answer(connection: Connection, ids: Sequence[RefusedId], batch_id: BatchId | None) -> None:
    """Another file was taken in for these: that batch, or nothing new where it is None."""
    _update(connection, ids, fate=ANSWERED, answered_by=batch_id)


def end(connection: Connection, ids: Sequence[RefusedId]) -> None:
    """A person is done with these."""
    _update(connection, ids, fate=DONE, answered_by=None)


def _update(connection: Connection, ids: Sequence[RefusedId], **values: Any) -> None:
    which = refused_file.c.id.in_(list(ids))
    connection.execute(update(refused_file).where(which).values(**values))


def _refused() -> Any:
    named = WITH_BATCH.join(account, account.c.id == refused_file.c.received_by)
    return select(
        refused_file,
        account.c.name.label("account_name"),
        IS_OPEN.label("is_open"),
    ).select_from(named)


def _to_record(row: Row[Any]) -> RefusedRecord:
    problems = decode(row.problems_json)
    return RefusedRecord(
        RefusedId(row.id),
        NewRefused(row.name, row.path, row.digest, row.community, problems),
        decode_moment(row.since),
        row.account_name,
        bool(row.is_open),
        row.fate,
    )
