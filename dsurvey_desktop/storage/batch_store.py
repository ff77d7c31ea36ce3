"""Files as they came and the batches made of them; nothing of either is ever removed."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from dsurvey_desktop.domain.ids import BatchId, FileId, UserId
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.dialect import bulk_insert, in_chunks
from dsurvey_desktop.storage.tables import account, batch, entry, raw_row, source_file

_ZIP = b"PK\x03\x04"
"""How workbooks begin, which are compressed themselves."""
_FILES_OF_DIGESTS = select(source_file.c.digest, source_file.c.id).where(
    source_file.c.digest.in_(bindparam("digests", expanding=True))
)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One file taken in. `columns` and `problems` are JSON as `usecases` wrote them."""

    id: BatchId
    file: str
    file_digest: str
    kind: str
    received_at: datetime
    received_by: str
    rows_read: int
    taken: int
    set_aside: int
    unchanged: int
    pending: int
    columns: list[Any]
    problems: list[Any]
    is_undone: bool


class NewFile(NamedTuple):
    """A file's bytes as they came; `digest` is their SHA-256 (hex)."""

    name: str
    digest: str
    content: bytes


class Counts(NamedTuple):
    """`rows_read` is the sum of the others."""

    rows_read: int = 0
    taken: int = 0
    set_aside: int = 0
    unchanged: int = 0
    pending: int = 0


class NewBatch(NamedTuple):
    """A batch, and the file it is made of.

    `columns` and `problems` are kept as JSON; dataclasses become objects.
    """

    id: BatchId
    file: NewFile
    kind: str
    at: datetime
    user_id: UserId
    counts: Counts
    columns: Sequence[Any]
    problems: Sequence[Any]


class Sums(NamedTuple):
    """What is known of a batch once all of its rows are."""

    batch_id: BatchId
    counts: Counts
    problems: Sequence[Any]


def save_file(connection: Connection, name: str, digest: str, content: bytes) -> FileId:
    """Keep a file's bytes once, compressed where they are not; `digest` is their SHA-256 (hex)."""
    return _save_files(connection, [NewFile(name, digest, content)])[digest]


def _save_files(connection: Connection, files: Sequence[NewFile]) -> dict[str, FileId]:
    """The same for several; their ids by digest."""
    wanted: dict[str, NewFile] = {}
    for one in files:
        wanted.setdefault(one.digest, one)
    known = _ids_by_digest(connection, wanted)
    new = [one for digest, one in wanted.items() if digest not in known]
    bulk_insert(connection, source_file, [_file_values(one) for one in new])
    return known | _ids_by_digest(connection, [one.digest for one in new])


def _file_values(file: NewFile) -> dict[str, Any]:
    name, digest, content = file
    packed = zlib.compress(content, 0 if content.startswith(_ZIP) else 1)
    return {"digest": digest, "name": name, "content": packed, "size_bytes": len(content)}


def _ids_by_digest(connection: Connection, digests: Collection[str]) -> dict[str, FileId]:
    found: dict[str, FileId] = {}
    for some in in_chunks(list(digests)):
        rows = connection.execute(_FILES_OF_DIGESTS, {"digests": some})
        found |= {digest: FileId(number) for digest, number in rows}
    return found


def load_file(connection: Connection, file_id: FileId) -> bytes:
    """The bytes as they came."""
    content = connection.execute(
        select(source_file.c.content).where(source_file.c.id == file_id)
    ).scalar_one()
    return zlib.decompress(content)


def next_batch_id(connection: Connection) -> BatchId:
    """The first free batch id; valid inside this unit of work."""
    newest = connection.execute(select(func.coalesce(func.max(batch.c.id), 0))).scalar_one()
    return BatchId(int(newest) + 1)


def add_batches(connection: Connection, batches: Sequence[NewBatch]) -> None:
    """Add batches, and keep their files."""
    ids = _save_files(connection, [one.file for one in batches])
    rows = [
        {
            "id": one.id,
            "file_id": ids[one.file.digest],
            "kind": one.kind,
            "received_at": encode_moment(one.at),
            "received_by": one.user_id,
            "columns_json": encode(one.columns),
            "problems_json": encode(one.problems),
            **one.counts._asdict(),
        }
        for one in batches
    ]
    bulk_insert(connection, batch, rows)


def sum_up(connection: Connection, sums: Sequence[Sums]) -> None:
    """Set the counts and problems of batches."""
    for batch_id, counts, problems in sums:
        values = counts._asdict() | {"problems_json": encode(problems)}
        connection.execute(update(batch).where(batch.c.id == batch_id).values(**values))


def list_batches(connection: Connection) -> tuple[BatchRecord, ...]:
    """All batches, newest first, undone ones included."""
    return tuple(_to_record(row) for row in connection.execute(_batches()))


def columns_of(connection: Connection, batch_id: BatchId) -> list[Any]:
    """The columns of a batch as JSON; none where there is no such batch."""
    found = connection.execute(select(batch.c.columns_json).where(batch.c.id == batch_id)).scalar()
    return list(decode(found)) if found else []


def batches_with_header(
    connection: Connection, headers: Sequence[str]
) -> Iterator[tuple[BatchId, list[Any]]]:
    """`(batch, columns as JSON)` of batches that stand with one of these column headers.

    Small and large letters are the same; oldest first.
    """
    texts = func.lower(batch.c.columns_json)
    named = or_(*(texts.contains(f'"header":{encode(one)}', autoescape=True) for one in headers))
    statement = select(batch.c.id, batch.c.columns_json).where(named, batch.c.undone_at.is_(None))
    for number, columns in connection.execute(statement.order_by(batch.c.id)):
        yield BatchId(number), decode(columns)


def load_batch(connection: Connection, batch_id: BatchId) -> BatchRecord | None:
    """One batch; None when there is none of that id."""
    row = ask(connection, BATCH, batch=batch_id).first()
    return _to_record(row) if row else None


def _batches() -> Any:
    return (
        select(
            batch,
            source_file.c.name.label("file_name"),
            source_file.c.digest.label("file_digest"),
            account.c.name.label("account_name"),
        )
        .join(source_file)
        .join(account)
        .order_by(batch.c.id.desc())
    )


BATCH = _batches().where(batch.c.id == bindparam("batch"))


def _to_record(row: Row[Any]) -> BatchRecord:
    return BatchRecord(
        BatchId(row.id),
        row.file_name,
        row.file_digest,
        row.kind,
        decode_moment(row.received_at),
        row.account_name,
        row.rows_read,
        row.taken,
        row.set_aside,
        row.unchanged,
        row.pending,
        decode(row.columns_json),
        decode(row.problems_json),
        row.undone_at is not None,
    )


def mark_undone(connection: Connection, batch_id: BatchId, at: datetime) -> None:
    """Mark a batch as taken back; its rows are `row_store.mark_undone`'s."""
    connection.execute(
        update(batch).where(batch.c.id == batch_id).values(undone_at=encode_moment(at))
    )


def batch_problems(connection: Connection) -> tuple[tuple[BatchId, list[Any]], ...]:
    """`(batch, problems as JSON)` of all batches that stand, oldest first."""
    rows = connection.execute(
        select(batch.c.id, batch.c.problems_json)
        .where(batch.c.undone_at.is_(None))
        .order_by(batch.c.id)
    )
    return tuple((BatchId(number), decode(problems)) for number, problems in rows)


def standing_of(connection: Connection, digest: str) -> BatchId | None:
    """The newest batch made of these bytes that stands; None where there is none."""
    statement = (
        select(func.max(batch.c.id))
        .join(source_file, source_file.c.id == batch.c.file_id)
        .where(source_file.c.digest == digest, batch.c.undone_at.is_(None))
    )
    number = connection.execute(statement).scalar()
    return None if number is None else BatchId(number)


def people_from(connection: Connection, batch_id: BatchId) -> str:
    """The code of the community most people of a batch are of; empty where it has nobody."""
    statement = (
        select(entry.c.community_code)
        .join(raw_row, raw_row.c.entry_id == entry.c.id)
        .where(raw_row.c.batch_id == batch_id)
        .group_by(entry.c.community_code)
        .order_by(func.count().desc(), entry.c.community_code)
        .limit(1)
    )
    return connection.execute(statement).scalar() or ""
