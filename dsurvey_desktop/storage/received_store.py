"""Bundles that came from other offices, kept as they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.exchange_tables import received_bundle
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class ReceivedRecord:
    """A bundle that was taken in; `counts` is what it changed here, `digest` of its file."""

    kind: str
    sender: str
    sequence: int
    digest: str
    file_name: str
    statement: bytes
    fingerprint: str
    is_sealed: bool
    created_at: datetime
    received_at: datetime
    received_by: UserId
    counts: Mapping[str, int]
    by_name: str = ""
    id: int = 0
    content: bytes = field(default=b"", repr=False)


def add(connection: Connection, record: ReceivedRecord) -> int:
    """Keep a bundle with its bytes; its id."""
    return new_row(
        connection,
        received_bundle,
        kind=record.kind,
        sender=record.sender,
        sequence=record.sequence,
        digest=record.digest,
        file_name=record.file_name,
        statement=record.statement,
        content=record.content,
        fingerprint=record.fingerprint,
        is_sealed=record.is_sealed,
        created_at=encode_moment(record.created_at),
        received_at=encode_moment(record.received_at),
        received_by=record.received_by,
        counts_json=encode(dict(record.counts)),
    )


def seen(connection: Connection) -> dict[str, dict[int, str]]:
    """Digests by number, by sender's code: what `Expectation.seen` wants."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    columns = (received_bundle.c.sender, received_bundle.c.sequence, received_bundle.c.digest)
    for sender, sequence, digest in connection.execute(select(*columns)):
        found[sender][sequence] = digest
    return dict(found)


def list_received(connection: Connection) -> tuple[ReceivedRecord, ...]:
    """All bundles without their bytes, newest first."""
    columns = [column for column in received_bundle.c if column.name != "content"]
    rows = connection.execute(
        select(*columns, account.c.name.label("by_name"))
        .join(account, account.c.id == received_bundle.c.received_by)
        .order_by(received_bundle.c.id.desc())
    )
    return tuple(_record(row) for row in rows)


def newest_of_each(connection: Connection, kind: str) -> dict[str, ReceivedRecord]:
    """The bundle of a kind with the highest number, by sender."""
    newest: dict[str, ReceivedRecord] = {}
    for one in list_received(connection):
        if one.kind == kind and one.sequence > getattr(newest.get(one.sender), "sequence", 0):
            newest[one.sender] = one
    return newest


def content_of(connection: Connection, bundle_id: int) -> bytes:
    """A bundle's bytes, as they came."""
    wanted = select(received_bundle.c.content).where(received_bundle.c.id == bundle_id)
    return bytes(connection.execute(wanted).scalar_one())


def count(connection: Connection) -> int:
    """How many bundles were taken in."""
    return int(connection.execute(select(func.count(received_bundle.c.id))).scalar_one())


def _record(row: Any) -> ReceivedRecord:
    return ReceivedRecord(
        kind=row.kind,
        sender=row.sender,
        sequence=row.sequence,
        digest=row.digest,
        file_name=row.file_name,
        statement=row.statement,
        fingerprint=row.fingerprint,
        is_sealed=row.is_sealed,
        created_at=decode_moment(row.created_at),
        received_at=decode_moment(row.received_at),
        received_by=UserId(row.received_by),
        counts=decode(row.counts_json),
        by_name=row.by_name,
        id=row.id,
    )
