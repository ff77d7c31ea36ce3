"""The tables of a task package and of a receipt (district to town), and which kind holds which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from dsurvey_desktop.exchange.hand_over_tables import hand_over_schemas
from dsurvey_desktop.exchange.onward_tables import onward_schemas
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.spot_check_tables import RESULT_TABLES
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.table_schema import Column, ColumnType, Table, TableSchema

TRUST_FILE = "trusted_keys.txt"
"""In a task package: the trust list, `TrustList.to_text`."""
REVOKED_FILE = "revoked_keys.txt"
"""In a task package: `TrustList.revocation_text`."""
DISTRICT_CARD_FILE = "district_key_card.txt"
"""In a task package: the key card whose recipient the hand-over is sealed to."""
FORMS_FOLDER = "forms/"
"""In a task package: form editions as XLSForm workbooks."""
SUMMARY_FILE = "summary.pdf"
"""In a hand-over: the cover sheet."""


class SettingRow(NamedTuple):
    """One setting of the campaign as `domain.campaign.Campaign` names it; dates as ISO text."""

    name: str
    value: str


class CommunityRow(NamedTuple):
    """A community of the town."""

    community_code: str
    name: str


class RosterRow(NamedTuple):
    """One roster line of the town; columns as `domain.person.Person` names them."""

    certificate_no: str
    citizen_id: str
    name: str
    sex: str
    category: str
    grade: str
    hukou: str
    community_code: str
    community_name: str
    address: str
    phone: str
    certified_on: str
    card_state: str
    out_of_scope: str


class RuleOffRow(NamedTuple):
    """A rule the district has switched off."""

    rule: str


class AcceptedRow(NamedTuple):
    """An entry the district has taken in, in this version; `entry_id` is the town's."""

    entry_id: int
    version: int


class SentBackRow(NamedTuple):
    """An entry the district sends back, and why; `item` is empty for the whole entry."""

    entry_id: int
    version: int
    item: str
    reason: str


_TASK_PACKAGE = (
    TableSchema("settings", (Column("name", is_required=True), Column("value")), ("name",)),
    TableSchema(
        "communities",
        (Column("community_code", is_required=True), Column("name", is_required=True)),
        ("community_code",),
    ),
    TableSchema(
        "roster",
        tuple(
            Column(
                name,
                ColumnType.DATE if name == "certified_on" else ColumnType.STRING,
                is_required=name in {"certificate_no", "name"},
            )
            for name in RosterRow._fields
        ),
        ("certificate_no",),
    ),
    TableSchema("rules_off", (Column("rule", is_required=True),), ("rule",)),
)
_NUMBERED = (
    Column("entry_id", ColumnType.INTEGER, is_required=True),
    Column("version", ColumnType.INTEGER, is_required=True),
)
_RECEIPT = (
    TableSchema("accepted", _NUMBERED, ("entry_id",)),
    TableSchema("sent_back", (*_NUMBERED, Column("item"), Column("reason", is_required=True))),
)
SCHEMAS: Mapping[BundleKind, tuple[TableSchema, ...]] = {
    BundleKind.TASK_PACKAGE: _TASK_PACKAGE,
    BundleKind.HAND_OVER: hand_over_schemas(),
    BundleKind.RECEIPT: _RECEIPT,
    BundleKind.ONWARD: onward_schemas(),
}

_FORMER: Mapping[BundleKind, tuple[TableSchema, ...]] = {
    BundleKind.HAND_OVER: tuple(
        schema for schema in SCHEMAS[BundleKind.HAND_OVER] if schema.name not in RESULT_TABLES
    )
}
"""What programs wrote before results of spot checks travelled; such bundles still open."""


def receipt_tables(
    accepted: Iterable[AcceptedRow], sent_back: Iterable[SentBackRow]
) -> tuple[Table, ...]:
    """The tables of a receipt, in the order of its schemas."""
    return tuple(map(Table, _RECEIPT, (accepted, sent_back)))


def task_package_tables(
    settings: Iterable[SettingRow],
    communities: Iterable[CommunityRow],
    roster: Iterable[RosterRow],
    rules_off: Iterable[RuleOffRow],
) -> tuple[Table, ...]:
    """The tables of a task package, in the order of its schemas."""
    return tuple(map(Table, _TASK_PACKAGE, (settings, communities, roster, rules_off)))


_OPEN_LISTS = frozenset({("answers", "item"), ("community_forms", "item")})
"""Columns whose enumeration depends on the form editions in use."""


def check_kind(kind: BundleKind, schemas: tuple[TableSchema, ...]) -> None:
    """Raise `BundleError` (`tables_unexpected`) unless these are the tables of this kind.

    Those of an older program count too.
    """
    found = tuple(map(_without_open_lists, schemas))
    if found not in (SCHEMAS[kind], _FORMER.get(kind)):
        raise refusal("tables_unexpected")


def _without_open_lists(schema: TableSchema) -> TableSchema:
    columns = tuple(
        replace(column, enum=()) if (schema.name, column.name) in _OPEN_LISTS else column
        for column in schema.columns
    )
    return replace(schema, columns=columns)
