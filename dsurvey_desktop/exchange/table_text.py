"""Tables as CSV (RFC 4180, UTF-8) and back.

A record ends with CR LF and no cell holds a CR (line breaks inside a cell are LF), so that the
records of a table can be counted without parsing it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dsurvey_desktop.exchange.table_schema import Cell, ColumnType, Row, Table, TableSchema

_CHUNK = 100


def table_text(table: Table) -> bytes:
    """The CSV file, header first."""
    chunks = [header_text(table.schema)]
    rows = iter(table.rows)
    while chunk := list(islice(rows, _CHUNK)):
        chunks.append(_chunk_text(chunk, len(table.schema.columns)).encode())
    return b"".join(chunks)


def header_text(schema: TableSchema) -> bytes:
    """The first record."""
    return (",".join(schema.header) + "\r\n").encode()


def count_rows(content: bytes) -> int:
    """Records below the header."""
    return content.count(b"\r") - 1


def parse_rows(schema: TableSchema, content: bytes) -> Iterator[tuple[Cell, ...]]:
    """The rows of a checked table: integers as int or None, all else as text."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    next(reader)
    numbers = [at for at, column in enumerate(schema.columns) if column.type is ColumnType.INTEGER]
    for cells in reader:
        yield _typed(cells, numbers)


def _typed(cells: list[str], numbers: Iterable[int]) -> tuple[Cell, ...]:
    typed: list[Cell] = list(cells)
    for at in numbers:
        typed[at] = int(cells[at]) if cells[at] else None
    return tuple(typed)


def _chunk_text(rows: Sequence[Row], width: int) -> str:
    """Joins plain text; the csv module takes over where a cell is a number or needs quotes."""
    try:
        joined = "\r\n".join(map(",".join, rows)) + "\r\n"  # type: ignore[arg-type]
    except TypeError:
        return _quoted_text(rows)
    count = len(rows)
    is_plain = (
        '"' not in joined
        and joined.count(",") == count * (width - 1)
        and joined.count("\n") == joined.count("\r") == count
    )
    return joined if is_plain else _quoted_text(rows)


def _quoted_text(rows: Sequence[Row]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_one_break(row) for row in rows])
    return text.getvalue()


def _one_break(row: Row) -> list[Cell]:
    return [
        cell.replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(cell, str) and "\r" in cell
        else cell
        for cell in row
    ]
