"""The tables of an onward file (district to the next level): all towns' entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dsurvey_desktop.exchange.table_schema import (
    Column,
    ColumnType,
    ForeignKey,
    Row,
    Table,
    TableSchema,
)

_STRING, _INTEGER = ColumnType.STRING, ColumnType.INTEGER
_DATETIME = ColumnType.DATETIME


class TownRow(NamedTuple):
    """A town with its newest bundle and what is counted of it."""

    town: str
    name: str
    people: int
    entries: int
    missing: int
    accepted: int
    late: int
    bundle_sequence: int
    bundle_digest: str


class OnwardEntryRow(NamedTuple):
    """An entry that stands; `entry_id` is the district's, `entry_no` the town's own."""

    entry_id: int
    town: str
    entry_no: int
    certificate_no: str
    name: str
    community_code: str
    state: str
    form_edition: str
    approved_by: str
    approved_at: str
    version: int


class SignOffRow(NamedTuple):
    """A department that answers for its part of a town."""

    town: str
    department: str
    signed_by: str
    signed_at: str
    entries: int
    remark: str


class CheckRow(NamedTuple):
    """An entry the district asked again; `differing` items are joined by a space."""

    entry_id: int
    sample_id: int
    short_code: str
    outcome: str
    items_asked: int
    differing: str


class OpenPointRow(NamedTuple):
    """What was still open when the file was made, and why it goes all the same."""

    kind: str
    open_count: int
    reason: str


@dataclass(frozen=True, slots=True)
class OnwardRows:
    """What `onward_tables` writes."""

    towns: Iterable[TownRow] = ()
    entries: Iterable[OnwardEntryRow] = ()
    answers: Iterable[Row] = ()
    sign_offs: Iterable[SignOffRow] = ()
    checks: Iterable[CheckRow] = ()
    open_points: Iterable[OpenPointRow] = ()


def onward_schemas(items: Sequence[str] = ()) -> tuple[TableSchema, ...]:
    """The schemas; the items are those of all form editions in use."""
    of_entry = ForeignKey("entry_id", "entries", "entry_id")
    item = Column("item", _STRING, True, "name of the item in the form edition", tuple(items))
    return (
        TableSchema(
            "towns",
            (
                *_texts("town", "name"),
                *_counts("people", "entries", "missing", "accepted", "late", "bundle_sequence"),
                Column("bundle_digest", _STRING),
            ),
            ("town",),
        ),
        TableSchema(
            "entries",
            (
                *_counts("entry_id"),
                *_texts("town"),
                *_counts("entry_no"),
                *_texts("certificate_no", "name", "community_code", "state", "form_edition"),
                *_texts("approved_by"),
                Column("approved_at", _DATETIME, is_required=True),
                *_counts("version"),
            ),
            ("entry_id",),
            (ForeignKey("town", "towns", "town"),),
        ),
        TableSchema(
            "answers",
            (*_counts("entry_id"), item, *_texts("value")),
            ("entry_id", "item"),
            (of_entry,),
        ),
        *_accounts(of_entry),
    )


def onward_tables(rows: OnwardRows, items: Sequence[str]) -> tuple[Table, ...]:
    """All tables, in the order of the schemas."""
    return tuple(Table(schema, getattr(rows, schema.name)) for schema in onward_schemas(items))


def _accounts(of_entry: ForeignKey) -> tuple[TableSchema, ...]:
    """What the district answers for besides the entries."""
    return (
        TableSchema(
            "sign_offs",
            (
                *_texts("town", "department", "signed_by"),
                Column("signed_at", _DATETIME, is_required=True),
                *_counts("entries"),
                Column("remark", _STRING),
            ),
            ("town", "department"),
        ),
        TableSchema(
            "checks",
            (
                *_counts("entry_id", "sample_id"),
                *_texts("short_code", "outcome"),
                *_counts("items_asked"),
                Column("differing", _STRING),
            ),
            ("short_code",),
            (of_entry,),
        ),
        TableSchema(
            "open_points", (*_texts("kind"), *_counts("open_count"), *_texts("reason")), ("kind",)
        ),
    )


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, _STRING, is_required=True) for name in names)


def _counts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, _INTEGER, is_required=True) for name in names)
