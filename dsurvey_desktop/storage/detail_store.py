"""Lines of other tables that belong to a row: repeats of the form, as they came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select

from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode
from dsurvey_desktop.storage.dialect import bulk_insert, in_chunks
from dsurvey_desktop.storage.row_store import TAKEN, UNCHANGED
from dsurvey_desktop.storage.tables import raw_row, row_detail

_NEWEST_OF = (
    select(func.max(row_detail.c.row_id))
    .join(raw_row, raw_row.c.id == row_detail.c.row_id)
    .where(
        raw_row.c.entry_id == bindparam("entry"),
        or_(raw_row.c.outcome == TAKEN, raw_row.c.outcome == UNCHANGED),
    )
    .scalar_subquery()
)
DETAILS_OF = select(row_detail).where(row_detail.c.row_id == _NEWEST_OF).order_by(row_detail.c.id)


@dataclass(frozen=True, slots=True)
class DetailRecord:
    """A line with its place; `cells` are header and text of each filled cell."""

    row_id: RowId
    sheet: str
    row: int
    cells: tuple[tuple[str, str], ...]


def add_details(connection: Connection, details: Sequence[dict[str, Any]]) -> None:
    """Add lines given by column name, after the rows they belong to."""
    if details:
        bulk_insert(connection, row_detail, details)


def details_of_batch(connection: Connection, batch_id: BatchId) -> dict[RowId, list[DetailRecord]]:
    """The lines of a batch by the row they belong to, in the order they came."""
    statement = (
        select(row_detail)
        .join(raw_row, raw_row.c.id == row_detail.c.row_id)
        .where(raw_row.c.batch_id == batch_id)
        .order_by(row_detail.c.id)
    )
    return _by_row(_to_record(row) for row in connection.execute(statement))


def details_of_rows(
    connection: Connection, ids: Sequence[RowId]
) -> dict[RowId, list[DetailRecord]]:
    """The lines of these rows, in the order they came."""
    found: list[DetailRecord] = []
    for chunk in in_chunks(ids):
        statement = select(row_detail).where(row_detail.c.row_id.in_(chunk))
        found += map(_to_record, connection.execute(statement.order_by(row_detail.c.id)))
    return _by_row(found)


def details_of_entry(connection: Connection, entry_id: EntryId) -> tuple[DetailRecord, ...]:
    """The newest lines that came with a row this entry was made or confirmed by."""
    return tuple(_to_record(row) for row in ask(connection, DETAILS_OF, entry=entry_id))


def _by_row(found: Iterable[DetailRecord]) -> dict[RowId, list[DetailRecord]]:
    grouped: dict[RowId, list[DetailRecord]] = {}
    for one in found:
        grouped.setdefault(one.row_id, []).append(one)
    return grouped


def _to_record(row: Row[Any]) -> DetailRecord:
    cells = tuple((header, cell) for header, cell in decode(row.cells_json))
    return DetailRecord(RowId(row.row_id), row.sheet, row.row_no, cells)
