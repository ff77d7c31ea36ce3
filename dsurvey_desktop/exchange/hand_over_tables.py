"""The tables of a hand-over (town to district). Rows are named tuples; moments by `moment_text`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from dsurvey_desktop.domain.entry import Answers, EntryState, Value
from dsurvey_desktop.exchange.spot_check_tables import (
    SpotAnswerRow,
    SpotCheckRow,
    SpotResultRow,
    spot_check_schemas,
)
from dsurvey_desktop.exchange.table_schema import (
    Column,
    ColumnType,
    ForeignKey,
    Row,
    Table,
    TableSchema,
)

_STRING, _INTEGER = ColumnType.STRING, ColumnType.INTEGER
_DATE, _DATETIME = ColumnType.DATE, ColumnType.DATETIME
ANSWERS_CHANGED, CHECKS_CHANGED = "answers_changed", "checks_changed"
WITHDRAWAL_REASONS = (ANSWERS_CHANGED, CHECKS_CHANGED)
"""Why an approval fell after the hand-over: the answers, or what they are held against."""
_OF_ENTRY = ForeignKey("entry_id", "entries", "entry_id")


class EntryRow(NamedTuple):
    """One approved entry and the file, sheet and row it came from."""

    entry_id: int
    certificate_no: str
    name: str
    community_code: str
    state: str
    form_edition: str
    approved_by: str
    approved_at: str
    version: int
    source_file: str
    source_sheet: str
    source_row: int


class CorrectionRow(NamedTuple):
    """One change of an answer by a person."""

    entry_id: int
    item: str
    old_value: str
    new_value: str
    reason: str
    source: str
    corrected_by: str
    corrected_at: str


class MissingRow(NamedTuple):
    """Somebody on the roster without an entry, and why."""

    certificate_no: str
    community_code: str
    reason: str
    proof: str
    noted_on: str


class WithdrawnRow(NamedTuple):
    """An entry of an earlier bundle that no longer holds, in the version that was handed over."""

    entry_id: int
    version: int
    reason: str


class ExplanationRow(NamedTuple):
    """Why a finding stands although the entry is right; `item` is empty for the whole entry."""

    entry_id: int
    rule: str
    item: str
    explanation: str
    explained_by: str
    explained_at: str


class ProvenanceRow(NamedTuple):
    """One file that was taken in: rows read = taken + set aside."""

    batch_id: int
    file_name: str
    file_digest: str
    received_at: str
    rows_read: int
    taken: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class HandOverRows:
    """What `hand_over_tables` writes; `answers` and `community_forms` come from `answer_rows`."""

    entries: Iterable[EntryRow] = ()
    answers: Iterable[Row] = ()
    community_forms: Iterable[Row] = ()
    corrections: Iterable[CorrectionRow] = ()
    missing: Iterable[MissingRow] = ()
    explanations: Iterable[ExplanationRow] = ()
    spot_checks: Iterable[SpotCheckRow] = ()
    spot_check_results: Iterable[SpotResultRow] = ()
    spot_check_answers: Iterable[SpotAnswerRow] = ()
    provenance: Iterable[ProvenanceRow] = ()
    withdrawn: Iterable[WithdrawnRow] = ()


def hand_over_schemas(
    items: Sequence[str] = (), community_items: Sequence[str] = ()
) -> tuple[TableSchema, ...]:
    """The schemas; the items are those of all form editions in use, in the order of the form."""
    return (
        _entries(),
        TableSchema(
            "answers",
            (_integer("entry_id"), _item(items), _text("value", "choices joined by a space")),
            ("entry_id", "item"),
            (_OF_ENTRY,),
        ),
        TableSchema(
            "community_forms",
            (_text("community_code"), _item(community_items), _text("value")),
            ("community_code", "item"),
        ),
        *_accounts(),
    )


def hand_over_tables(
    rows: HandOverRows, items: Sequence[str], community_items: Sequence[str]
) -> tuple[Table, ...]:
    """All tables, in the order of the schemas."""
    schemas = hand_over_schemas(items, community_items)
    return tuple(Table(schema, getattr(rows, schema.name)) for schema in schemas)


def answer_rows(forms: Iterable[tuple[int | str, Answers]], items: Sequence[str]) -> Iterator[Row]:
    """Rows of `answers` or `community_forms` in the order these tables need.

    Args:
        forms: entry id or community code, and its answers; each id once.
        items: as given to `hand_over_tables`; an answer to another item is a KeyError.
    """
    place = {item: number for number, item in enumerate(items)}
    for key, answers in forms:
        names = sorted(answers, key=place.__getitem__)
        values = (answer_text(answers[name]) for name in names)
        yield from zip(repeat(str(key)), names, values, strict=False)


def answer_text(value: Value) -> str:
    """An answer in a cell: chosen codes joined by a space, a repeat's groups as JSON."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return str(value)
    if any(isinstance(part, Mapping) for part in value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return " ".join(map(str, value))


def _text(name: str, description: str = "", *, is_required: bool = True) -> Column:
    return Column(name, _STRING, is_required, description)


def _integer(name: str) -> Column:
    return Column(name, _INTEGER, is_required=True)


def _item(items: Sequence[str]) -> Column:
    return Column("item", _STRING, True, "name of the item in the form edition", tuple(items))


def _entries() -> TableSchema:
    return TableSchema(
        "entries",
        (
            _integer("entry_id"),
            _text("certificate_no"),
            _text("name"),
            _text("community_code"),
            Column("state", _STRING, True, "", tuple(EntryState)),
            _text("form_edition"),
            _text("approved_by"),
            Column("approved_at", _DATETIME, is_required=True),
            _integer("version"),
            _text("source_file", is_required=False),
            _text("source_sheet", is_required=False),
            _integer("source_row"),
        ),
        ("entry_id",),
    )


def _accounts() -> tuple[TableSchema, ...]:
    """What the town answers for besides the answers themselves."""
    return (
        TableSchema(
            "corrections",
            (
                _integer("entry_id"),
                _text("item"),
                _text("old_value", is_required=False),
                _text("new_value", is_required=False),
                _text("reason"),
                _text("source", is_required=False),
                _text("corrected_by"),
                Column("corrected_at", _DATETIME, is_required=True),
            ),
            foreign_keys=(_OF_ENTRY,),
        ),
        TableSchema(
            "missing",
            (
                _text("certificate_no"),
                _text("community_code"),
                _text("reason"),
                _text("proof", is_required=False),
                Column("noted_on", _DATE),
            ),
            ("certificate_no",),
        ),
        TableSchema(
            "explanations",
            (
                _integer("entry_id"),
                _text("rule"),
                _text("item", is_required=False),
                _text("explanation"),
                _text("explained_by"),
                Column("explained_at", _DATETIME, is_required=True),
            ),
            ("entry_id", "rule", "item"),
            (_OF_ENTRY,),
        ),
        *spot_check_schemas(),
        _provenance(),
        _withdrawn(),
    )


def _withdrawn() -> TableSchema:
    return TableSchema(
        "withdrawn",
        (
            _integer("entry_id"),
            _integer("version"),
            Column("reason", _STRING, True, "", WITHDRAWAL_REASONS),
        ),
        ("entry_id",),
    )


def _provenance() -> TableSchema:
    counts = (_integer("rows_read"), _integer("taken"), _integer("set_aside"))
    return TableSchema(
        "provenance",
        (
            _integer("batch_id"),
            _text("file_name"),
            _text("file_digest"),
            Column("received_at", _DATETIME, is_required=True),
            *counts,
        ),
        ("batch_id",),
    )
