"""Files that came in and wait for a person, with their content, until they are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, or_, select, update

from dsurvey_desktop.domain.ids import FileId, UserId, WaitingId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account, source_file
from dsurvey_desktop.storage.untaken_tables import waiting_file


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A file that waits.

    Attributes:
        path: where it lay.
        reason: code of what it waits for.
        said: what a person was told of it, as the use case keeps it.
    """

    id: WaitingId
    file_id: FileId
    name: str
    path: str
    reason: str
    since: datetime
    received_by: str
    said: dict[str, Any]


def save_waiting(
    connection: Connection,
    file_id: FileId,
    name: str,
    path: str,
    reason: str,
    at: datetime,
    user_id: UserId,
    said: dict[str, Any],
) -> tuple[WaitingId, bool]:
    """Keep a file among those that wait, once; its id, and whether it is new there."""
    told = {"name": name, "path": path, "reason": reason, "said_json": encode(said)}
    known = connection.execute(
        select(waiting_file.c.id).where(waiting_file.c.file_id == file_id)
    ).scalar()
    if known is not None:
        connection.execute(update(waiting_file).where(waiting_file.c.id == known).values(**told))
        return WaitingId(known), False
    first = {"file_id": file_id, "since": encode_moment(at), "received_by": user_id}
    return WaitingId(new_row(connection, waiting_file, **first, **told)), True


def list_waiting(connection: Connection, reasons: Sequence[str]) -> tuple[WaitingRecord, ...]:
    """Files that are kept for one of these reasons, newest first."""
    statement = _waiting().where(waiting_file.c.reason.in_(list(reasons)))
    rows = connection.execute(statement.order_by(waiting_file.c.id.desc()))
    return tuple(_to_record(row) for row in rows)


def change_reason(
    connection: Connection, waiting_id: WaitingId, reason: str, said: dict[str, Any]
) -> None:
    """Say anew what a file is kept for."""
    values = {"reason": reason, "said_json": encode(said)}
    connection.execute(update(waiting_file).where(waiting_file.c.id == waiting_id).values(**values))


def has_waiting(connection: Connection) -> bool:
    """True while any file waits."""
    return connection.execute(select(waiting_file.c.id).limit(1)).first() is not None


def load_waiting(connection: Connection, waiting_id: WaitingId) -> WaitingRecord | None:
    """One file that waits; None when there is none of that id."""
    row = connection.execute(_waiting().where(waiting_file.c.id == waiting_id)).first()
    return _to_record(row) if row else None


def remove_waiting(connection: Connection, ids: Sequence[WaitingId]) -> None:
    """These files wait no longer; their content stays."""
    connection.execute(delete(waiting_file).where(waiting_file.c.id.in_(list(ids))))


def answered_by(
    connection: Connection, digest: str, name: str, replaceable: Sequence[str]
) -> tuple[WaitingId, ...]:
    """Files that wait no longer once this one is taken in.

    Args:
        connection: of the unit of work.
        digest: of the file's bytes; the same file waits no longer.
        name: a file of this name is another copy where it waits for a `replaceable` reason.
        replaceable: codes of reasons for which another copy has to come.
    """
    is_same = source_file.c.digest == digest
    is_copy = and_(waiting_file.c.name == name, waiting_file.c.reason.in_(list(replaceable)))
    statement = (
        select(waiting_file.c.id)
        .join(source_file, source_file.c.id == waiting_file.c.file_id)
        .where(or_(is_same, is_copy))
    )
    return tuple(WaitingId(one) for one in connection.execute(statement).scalars())


def _waiting() -> Any:
    return select(waiting_file, account.c.name.label("account_name")).join(account)


def _to_record(row: Row[Any]) -> WaitingRecord:
    return WaitingRecord(
        WaitingId(row.id),
        FileId(row.file_id),
        row.name,
        row.path,
        row.reason,
        decode_moment(row.since),
        row.account_name,
        decode(row.said_json),
    )
