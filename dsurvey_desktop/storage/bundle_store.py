"""Bundles that went out, numbered per addressee and chained by digest; and the one on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.tables import bundle, bundle_draft


@dataclass(frozen=True, slots=True)
class BundleRecord:
    """A bundle that went out; `digest` is the SHA-256 (hex) of the file.

    `content` is the file itself; None where it is not loaded, or went out before it was kept.
    """

    kind: str
    addressee: str
    sequence: int
    digest: str
    previous_digest: str
    file_name: str
    entries: int
    is_sealed: bool
    created_at: datetime
    created_by: UserId
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class BundleDraft:
    """A bundle that was made and may or may not lie on the stick yet, byte by byte.

    Attributes:
        digest: SHA-256 (hex) of `content`.
        statement: its signed facts, as JSON.
        entries: what it holds: entry and the version that was approved.
        withdrawn: what it withdraws: entry and the version that was handed over before.
    """

    kind: str
    addressee: str
    digest: str
    file_name: str
    statement: bytes
    content: bytes
    entries: tuple[tuple[EntryId, int], ...]
    withdrawn: tuple[tuple[EntryId, int], ...] = ()


def is_any(connection: Connection) -> bool:
    """Whether a bundle went out, or lies ready to."""
    tables = (bundle, bundle_draft)
    return any(connection.execute(select(one.c.digest).limit(1)).first() for one in tables)


def last_bundle(connection: Connection, addressee: str) -> tuple[int, str]:
    """Number and digest of the newest bundle of any kind to an addressee; `(0, "")` before."""
    row = connection.execute(
        select(bundle.c.sequence, bundle.c.digest)
        .where(bundle.c.addressee == addressee)
        .order_by(bundle.c.sequence.desc())
        .limit(1)
    ).first()
    return (row.sequence, row.digest) if row else (0, "")


def add_bundle(connection: Connection, record: BundleRecord) -> None:
    """Keep that a bundle went out."""
    connection.execute(
        insert(bundle).values(
            kind=record.kind,
            addressee=record.addressee,
            sequence=record.sequence,
            digest=record.digest,
            previous_digest=record.previous_digest,
            file_name=record.file_name,
            entries=record.entries,
            is_sealed=record.is_sealed,
            created_at=encode_moment(record.created_at),
            created_by=record.created_by,
            content=record.content,
        )
    )


def list_bundles(
    connection: Connection, addressee: str = ""
) -> tuple[tuple[BundleRecord, bool], ...]:
    """Bundles that went to an office, or to all, newest first; and whether their bytes are kept."""
    columns: list[ColumnElement[Any]] = [one for one in bundle.c if one is not bundle.c.content]
    statement = select(*columns, bundle.c.content.is_not(None).label("is_kept"))
    if addressee:
        statement = statement.where(bundle.c.addressee == addressee)
    rows = connection.execute(statement.order_by(bundle.c.id.desc()))
    return tuple((_record(row), row.is_kept) for row in rows)


def load_content(connection: Connection, digest: str) -> bytes | None:
    """The bytes of a bundle that went out; None where they are not kept."""
    chosen = select(bundle.c.content).where(bundle.c.digest == digest)
    return connection.execute(chosen).scalar_one_or_none()


def _record(row: Any) -> BundleRecord:
    return BundleRecord(
        row.kind,
        row.addressee,
        row.sequence,
        row.digest,
        row.previous_digest,
        row.file_name,
        row.entries,
        row.is_sealed,
        decode_moment(row.created_at),
        UserId(row.created_by),
    )


def add_draft(connection: Connection, draft: BundleDraft) -> None:
    """Keep a bundle before it is written, so that what lies on a stick is always known here."""
    connection.execute(
        insert(bundle_draft).values(
            kind=draft.kind,
            addressee=draft.addressee,
            digest=draft.digest,
            file_name=draft.file_name,
            statement=draft.statement,
            content=draft.content,
            entries_json=encode([list(pair) for pair in draft.entries]),
            withdrawn_json=encode([list(pair) for pair in draft.withdrawn]),
        )
    )


def sent_digests(connection: Connection, addressee: str) -> frozenset[str]:
    """Digests of all bundles that went to an office: what a receipt of it can answer."""
    chosen = select(bundle.c.digest).where(bundle.c.addressee == addressee)
    return frozenset(connection.execute(chosen).scalars())


def load_draft(connection: Connection, addressee: str) -> BundleDraft | None:
    """The bundle to an addressee that is on its way; None when none is."""
    row = connection.execute(
        select(bundle_draft).where(bundle_draft.c.addressee == addressee)
    ).first()
    if row is None:
        return None
    return BundleDraft(
        row.kind,
        row.addressee,
        row.digest,
        row.file_name,
        row.statement,
        row.content,
        _pairs(row.entries_json),
        _pairs(row.withdrawn_json),
    )


def _pairs(stored: str) -> tuple[tuple[EntryId, int], ...]:
    return tuple((EntryId(number), version) for number, version in decode(stored))


def remove_draft(connection: Connection, digest: str) -> bool:
    """Forget a bundle that is written, or never was; False when another did so before."""
    result = connection.execute(delete(bundle_draft).where(bundle_draft.c.digest == digest))
    return result.rowcount > 0
