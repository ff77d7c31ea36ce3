"""What persons said the columns of tables mean, one for each shape of table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from dsurvey_desktop.domain.ids import MappingId, UserId
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account, column_mapping


@dataclass(frozen=True, slots=True)
class MappingRecord:
    """A mapping with its name; `columns` are pairs of header and item from the left."""

    id: MappingId
    shape: str
    kind: str
    name: str
    columns: tuple[tuple[str, str], ...]
    confirmed_at: datetime
    confirmed_by: str


def list_mappings(connection: Connection) -> tuple[MappingRecord, ...]:
    """All mappings, newest first."""
    statement = _mappings().order_by(
        column_mapping.c.confirmed_at.desc(), column_mapping.c.id.desc()
    )
    return tuple(_to_record(row) for row in connection.execute(statement))


def load_mapping(connection: Connection, mapping_id: MappingId) -> MappingRecord | None:
    """One mapping; None when there is none of that id."""
    row = connection.execute(_mappings().where(column_mapping.c.id == mapping_id)).first()
    return _to_record(row) if row else None


def save_mapping(
    connection: Connection,
    shape: str,
    kind: str,
    name: str,
    columns: list[tuple[str, str]],
    at: datetime,
    user_id: UserId,
) -> MappingId:
    """Keep a mapping in the place of the earlier one of its shape; no name keeps that one's."""
    values: dict[str, Any] = {
        "kind": kind,
        "columns_json": encode(columns),
        "confirmed_at": encode_moment(at),
        "confirmed_by": user_id,
    }
    known = connection.execute(
        select(column_mapping.c.id).where(column_mapping.c.shape == shape)
    ).scalar()
    if known is None:
        return MappingId(new_row(connection, column_mapping, shape=shape, name=name, **values))
    values |= {"name": name} if name else {}
    connection.execute(update(column_mapping).where(column_mapping.c.id == known).values(**values))
    return MappingId(known)


def rename_mapping(connection: Connection, mapping_id: MappingId, name: str) -> None:
    """Give a mapping another name."""
    connection.execute(
        update(column_mapping).where(column_mapping.c.id == mapping_id).values(name=name)
    )


def remove_mapping(connection: Connection, mapping_id: MappingId) -> None:
    """Forget a mapping; what came in by it stays."""
    connection.execute(delete(column_mapping).where(column_mapping.c.id == mapping_id))


def _mappings() -> Any:
    return select(column_mapping, account.c.name.label("account_name")).join(account)


def _to_record(row: Row[Any]) -> MappingRecord:
    return MappingRecord(
        MappingId(row.id),
        row.shape,
        row.kind,
        row.name,
        tuple((header, item) for header, item in decode(row.columns_json)),
        decode_moment(row.confirmed_at),
        row.account_name,
    )
