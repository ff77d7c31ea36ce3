"""The tables of a file that was read, and how their columns were understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from dsurvey_desktop.intake.model import ParsedFile, ParsedTable
from dsurvey_desktop.usecases.intake_views import ColumnView, TableColumns
from dsurvey_desktop.usecases.reading_rules import ReadingRules


def tables_of(
    rules: ReadingRules, parsed: ParsedFile, columns: Sequence[ColumnView] | None = None
) -> tuple[TableColumns, ...]:
    """The tables of a file that has been read under these rules; `columns` are its, if known."""
    left = iter(columns_of(parsed) if columns is None else columns)
    names = rules.mapping_names
    return tuple(
        _table(table, tuple(islice(left, len(table.columns))), names) for table in parsed.tables
    )


def _table(
    table: ParsedTable, columns: tuple[ColumnView, ...], names: Mapping[str, str]
) -> TableColumns:
    return TableColumns(
        table.sheet,
        table.header_rows[-1],
        table.shape,
        names.get(table.shape, "") if table.is_confirmed else "",
        columns,
        table.questions,
    )


def columns_of(parsed: ParsedFile) -> tuple[ColumnView, ...]:
    """How the columns were understood, table by table."""
    return tuple(
        ColumnView(
            table.sheet,
            column.column,
            column.header,
            column.item,
            column.confidence,
            column.examples,
            table.header_rows[-1],
        )
        for table in parsed.tables
        for column in table.columns
    )
