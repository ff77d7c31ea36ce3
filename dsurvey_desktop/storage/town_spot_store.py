"""The towns' own spot checks, as their newest hand-overs told them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from dsurvey_desktop.storage.codec import decode, encode
from dsurvey_desktop.storage.exchange_tables import town_entry
from dsurvey_desktop.storage.spot_tables import town_spot_check

OwnAnswer = tuple[str, str, str, str]
"""Item, judgement, the entry's answer then, what was said; values as bundles spell them."""


@dataclass(frozen=True, slots=True)
class OwnCheckRecord:
    """An entry the town drew; `outcome` and all after it are empty before it was asked again.

    Days and moments as bundles spell them; `entry_no` is the town's id. `name` and
    `community_code` are empty where the entry is not here.
    """

    sample_no: str
    entry_no: int
    short_code: str
    drawn_at: str
    outcome: str
    checked_on: str
    way: str
    checked_by: str
    remark: str
    answers: tuple[OwnAnswer, ...]
    name: str = ""
    community_code: str = ""


def replace_checks(connection: Connection, town: str, records: Sequence[OwnCheckRecord]) -> None:
    """What a town told now stands in the place of what it told before."""
    connection.execute(delete(town_spot_check).where(town_spot_check.c.town == town))
    rows = [_row(town, one) for one in records]
    if rows:
        connection.execute(insert(town_spot_check), rows)


def _row(town: str, one: OwnCheckRecord) -> dict[str, Any]:
    values = {**asdict(one), "town": town, "answers_json": encode(one.answers)}
    return {column.name: values[column.name] for column in town_spot_check.c}


def checks_by_town(connection: Connection) -> dict[str, list[OwnCheckRecord]]:
    """All of them by town, in the order they were drawn."""
    columns = town_spot_check.c
    is_same = (town_entry.c.town == columns.town) & (town_entry.c.entry_no == columns.entry_no)
    rows = connection.execute(
        select(town_spot_check, town_entry.c.name, town_entry.c.community_code)
        .join(town_entry, is_same, isouter=True)
        .order_by(columns.town, columns.drawn_at, columns.short_code)
    )
    found: dict[str, list[OwnCheckRecord]] = {}
    for row in rows:
        found.setdefault(row.town, []).append(_record(row))
    return found


def drawn_entries(connection: Connection) -> frozenset[tuple[str, int]]:
    """Town and the town's id of every entry its town drew."""
    rows = connection.execute(select(town_spot_check.c.town, town_spot_check.c.entry_no))
    return frozenset((row[0], row[1]) for row in rows)


def entries_per_town(connection: Connection) -> dict[str, int]:
    """How many entries stand, by town."""
    rows = connection.execute(
        select(town_entry.c.town, func.count())
        .where(town_entry.c.withdrawn == "")
        .group_by(town_entry.c.town)
    )
    return {row[0]: row[1] for row in rows}


def _record(row: Row[Any]) -> OwnCheckRecord:
    return OwnCheckRecord(
        row.sample_no,
        row.entry_no,
        row.short_code,
        row.drawn_at,
        row.outcome,
        row.checked_on,
        row.way,
        row.checked_by,
        row.remark,
        tuple(map(tuple, decode(row.answers_json))),
        row.name or "",
        row.community_code or "",
    )
