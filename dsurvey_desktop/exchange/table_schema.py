"""Tables of a bundle and their description as a Data Package (frictionless, Table Schema)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.strict_json import parse_json

Cell = str | int | None
"""None and the empty text are the same: nothing there."""
Row = Sequence[Cell]


class ColumnType(StrEnum):
    """Types of Table Schema; dates as YYYY-MM-DD, moments as `moment_text` writes them."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `enum` lists the only values it may hold."""

    name: str
    type: ColumnType = ColumnType.STRING
    is_required: bool = False
    description: str = ""
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Each value of `column` stands in `target_column`, the primary key of table `target`."""

    column: str
    target: str
    target_column: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table's columns and keys."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def path(self) -> str:
        """The CSV file's path inside the bag."""
        return f"data/{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The column names."""
        return tuple(column.name for column in self.columns)

    @property
    def is_grouped(self) -> bool:
        """Whether the key is (something, one of a list), as answers are: entry, then item.

        Such a table holds the rows of one something together, in the order of the list. That
        shows at one reading that no row is there twice, even in a million rows.
        """
        return (
            len(self.primary_key) == 2
            and self.primary_key == self.header[:2]
            and bool(self.columns[1].enum)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A schema and its rows; rows of nothing but text are written four times as fast."""

    schema: TableSchema
    rows: Iterable[Row]


def package_text(name: str, schemas: Iterable[TableSchema]) -> bytes:
    """`datapackage.json`; every table is a tabular data resource."""
    package = {
        "name": name.lower().replace("_", "-"),
        "profile": "tabular-data-package",
        "resources": [_resource(schema) for schema in schemas],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def parse_package(content: bytes) -> tuple[TableSchema, ...]:
    """The opposite of `package_text`; what it would not say, in whichever layout, is refused.

    Raises:
        BundleError: `package_damaged`.
    """
    try:
        package = parse_json(content)
        schemas = tuple(_schema(found) for found in package["resources"])
        is_ours = json.loads(package_text(package["name"], schemas)) == package
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refusal("package_damaged") from error
    if not is_ours:
        raise refusal("package_damaged")
    return schemas


def _resource(schema: TableSchema) -> dict[str, Any]:
    return {
        "name": schema.name.replace("_", "-"),
        "title": schema.name,
        "path": f"{schema.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in schema.columns],
            "primaryKey": list(schema.primary_key),
            "foreignKeys": [_reference(key) for key in schema.foreign_keys],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.enum:
        constraints["enum"] = list(column.enum)
    return {
        "name": column.name,
        "type": column.type.value,
        "description": column.description,
        "constraints": constraints,
    }


def _reference(key: ForeignKey) -> dict[str, Any]:
    target = {"resource": key.target.replace("_", "-"), "fields": [key.target_column]}
    return {"fields": [key.column], "reference": target}


def _schema(resource: dict[str, Any]) -> TableSchema:
    described = resource["schema"]
    return TableSchema(
        resource["title"],
        tuple(_column(found) for found in described["fields"]),
        tuple(described["primaryKey"]),
        tuple(_foreign_key(found) for found in described["foreignKeys"]),
    )


def _column(described: dict[str, Any]) -> Column:
    constraints = described["constraints"]
    return Column(
        described["name"],
        ColumnType(described["type"]),
        constraints.get("required", False),
        described["description"],
        tuple(constraints.get("enum", ())),
    )


def _foreign_key(described: dict[str, Any]) -> ForeignKey:
    reference = described["reference"]
    target = reference["resource"].replace("-", "_")
    return ForeignKey(described["fields"][0], target, reference["fields"][0])
