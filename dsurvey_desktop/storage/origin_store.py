"""Which communities the rows of files come from, as they say it and by whose entry they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.tables import batch, entry, raw_row

_OF_ENTRY = func.coalesce(entry.c.community_code, "")


class SaidCommunity(NamedTuple):
    """What rows say of where they come from.

    Attributes:
        row: 0 where this is said of rows of the sheet, whichever they are.
        said: name or code, as it came; may be empty.
        entry: code of the community of whose entry the row is; may be empty.
    """

    batch: BatchId
    sheet: str
    row: int
    said: str
    entry: str


def sheet_communities(connection: Connection) -> Iterator[SaidCommunity]:
    """What the rows of each sheet of the batches that stand say, each different one once."""
    query = _said(literal(0)).join(batch, batch.c.id == raw_row.c.batch_id)
    stand = query.where(batch.c.undone_at.is_(None)).distinct()
    return starmap(SaidCommunity, connection.execute(stand))


def row_communities(
    connection: Connection, batches: Collection[BatchId]
) -> Iterator[SaidCommunity]:
    """What each row of some batches says."""
    for some in in_chunks(sorted(batches)):
        query = _said(raw_row.c.row_no).where(raw_row.c.batch_id.in_(some))
        yield from starmap(SaidCommunity, connection.execute(query))


def _said(row: ColumnElement[Any]) -> Select[Any]:
    columns = (raw_row.c.batch_id, raw_row.c.sheet, row, raw_row.c.community, _OF_ENTRY)
    return select(*columns).outerjoin_from(raw_row, entry, entry.c.id == raw_row.c.entry_id)
