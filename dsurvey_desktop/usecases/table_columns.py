"""The tables of a file that was read, and how their columns were understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.intake.model import ParsedFile, ParsedTable
from dsurvey_desktop.usecases.intake_views import ColumnView, TableColumns
from dsurvey_desktop.usecases.reading_rules import ReadingRules


def tables_of(rules: ReadingRules, parsed: ParsedFile) -> tuple[TableColumns, ...]:
    """The tables of a file that has been read under these rules."""
    return tuple(_table(parsed, table, rules.mapping_names) for table in parsed.tables)


def _table(parsed: ParsedFile, table: ParsedTable, names: Mapping[str, str]) -> TableColumns:
    return TableColumns(
        table.sheet,
        table.header_rows[-1],
        table.shape,
        names.get(table.shape, "") if table.is_confirmed else "",
        tuple(columns_of(ParsedFile(parsed.file, parsed.kind, (table,)))),
        table.questions,
    )


def columns_of(parsed: ParsedFile) -> Sequence[ColumnView]:
    """How the columns were understood, table by table."""
    return [
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
    ]
