"""Whether tables keep what their schemas promise: types, enumerations, keys, references."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dsurvey_desktop.exchange.refusals import BundleError, refusal
from dsurvey_desktop.exchange.table_patterns import (
    captured_columns,
    failing_column,
    group_pattern,
    row_pattern,
)
from dsurvey_desktop.exchange.table_schema import TableSchema
from dsurvey_desktop.exchange.table_text import header_text

_DECODE_BYTES = 64 * 1024
_Values = dict[str, set[bytes]]
"""Values of each column that is a key by itself or refers to one."""


@dataclass(frozen=True, slots=True)
class _Checked:
    schema: TableSchema
    values: _Values


def check_tables(schemas: Sequence[TableSchema], contents: Mapping[str, bytes]) -> None:
    """Check every table and what they say of each other.

    Args:
        schemas: of all tables.
        contents: CSV bytes by table name.

    Raises:
        BundleError: `row_breaks_schema`, `key_repeated` (row counted from 1, the header's) or
            `reference_missing`.
    """
    checked = {
        schema.name: _Checked(schema, _check_table(schema, contents[schema.name]))
        for schema in schemas
    }
    for table in checked.values():
        _check_references(table, checked)


def _check_table(schema: TableSchema, content: bytes) -> _Values:
    header = header_text(schema)
    if not content.startswith(header):
        raise refusal("row_breaks_schema", table=schema.name, row=1, column=schema.header[0])
    _check_encoding(schema, content)
    if (at := content.find(b"\0")) >= 0:  # no text here, and none a server could keep
        raise refusal(
            "row_breaks_schema",
            table=schema.name,
            row=_row(content, at),
            column=_column(schema, content, at),
        )
    check = _check_groups if schema.is_grouped else _check_rows
    return check(schema, content, len(header))


def _check_encoding(schema: TableSchema, content: bytes) -> None:
    """UTF-8 throughout, decoded piece by piece to stay in the processor's cache."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), _DECODE_BYTES):
            decoder.decode(content[at : at + _DECODE_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise refusal("table_not_utf8", table=schema.name) from error


def _check_rows(schema: TableSchema, content: bytes, start: int) -> _Values:
    """Record by record, remembering the keys."""
    names = captured_columns(schema)
    found = list(_keys(schema, content, start, len(names)))
    columns = _columns(names, found)
    parts = [columns[name] for name in schema.primary_key]
    if parts:
        _check_unique(schema, parts[0] if len(parts) == 1 else list(zip(*parts, strict=True)))
    return {name: set(columns[name]) for name in names}


def _keys(schema: TableSchema, content: bytes, start: int, count: int) -> Iterator[Any]:
    """The captured cells of each record, a lone one bare: a tuple each would cost the collector."""
    groups, at = range(1, count + 1), start
    for match in row_pattern(schema).finditer(content, start):
        if match.start() != at:
            break
        at = match.end()
        yield match.group(*groups)
    if at != len(content):
        raise _broken(schema, content, at, failing_column(schema, content, at))


def _columns(names: list[str], found: list[Any]) -> dict[str, Sequence[bytes]]:
    if len(names) == 1:
        return {names[0]: found}
    by_column = zip(*found, strict=True) if found else ((),) * len(names)
    return dict(zip(names, by_column, strict=False))


def _check_unique(schema: TableSchema, keys: Sequence[Hashable]) -> None:
    if len(set(keys)) == len(keys):
        return
    seen: set[Hashable] = set()
    for row, key in enumerate(keys, start=2):
        if key in seen:
            raise refusal("key_repeated", table=schema.name, row=row)
        seen.add(key)


def _check_groups(schema: TableSchema, content: bytes, start: int) -> _Values:
    """Group by group; a group that comes back, or an item out of turn, is a repeated row."""
    at, seen = start, set[bytes]()
    for match in group_pattern(schema).finditer(content, start):
        if match.start() != at or match.end() == at:
            break
        if match[1] in seen:
            raise refusal("key_repeated", table=schema.name, row=_row(content, at))
        seen.add(match[1])
        at = match.end()
    if at != len(content):
        raise _broken(schema, content, at, failing_column(schema, content, at))
    return {schema.header[0]: seen}


def _check_references(table: _Checked, others: Mapping[str, _Checked]) -> None:
    for key in table.schema.foreign_keys:
        targets = others[key.target].values[key.target_column]
        lost = table.values[key.column] - targets - {b""}
        if lost:
            raise refusal(
                "reference_missing", table=table.schema.name, target=key.target, count=len(lost)
            )


def _row(content: bytes, at: int) -> int:
    """The record at byte `at`, counted from 1."""
    return content.count(b"\r\n", 0, at) + 1


def _column(schema: TableSchema, content: bytes, at: int) -> str:
    """The column of the cell at byte `at`."""
    start = content.rfind(b"\r\n", 0, at) + 2
    cells = next(csv.reader(io.StringIO(content[start:at].decode(), newline="")), [""])
    return schema.header[min(len(cells), len(schema.header)) - 1]


def _broken(schema: TableSchema, content: bytes, at: int, column: str) -> BundleError:
    row = _row(content, at)
    return refusal("row_breaks_schema", table=schema.name, row=row, column=column)
