"""Adding a row to a table that numbers its rows itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert


def new_row(connection: Connection, table: Table, **values: Any) -> int:
    """Add one row; the number it was given."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])
