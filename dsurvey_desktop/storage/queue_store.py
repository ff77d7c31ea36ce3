"""Lists of entries: ids by filter and order, lines by page, counts. All work is done in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, case, func, or_, select

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage.dialect import in_chunks, whole_numbers
from dsurvey_desktop.storage.tables import community, entry

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)


def _is_in(state: EntryState) -> ColumnElement[bool]:
    """No column by itself: the index of the states would be chosen, which leads to each row."""
    return func.coalesce(entry.c.state, "") == state.value


_QUALITIES: dict[str, ColumnElement[bool]] = {
    "error": entry.c.errors > 0,
    "warning": entry.c.warnings > 0,
    "unconfirmed": entry.c.is_unconfirmed.is_(True),
    "ready": _is_in(EntryState.READY),
    "open": func.coalesce(entry.c.state, "").not_in([state.value for state in _APPROVED]),
}
_ORDERS = {
    "weight": ("errors", "warnings"),
    "name": ("name",),
    "certificate_no": ("certificate_no",),
    "community": ("community_code",),
    "state": ("state",),
    "row": ("row_id",),
}
"""Columns by the names of orders."""
_HEAVIEST_FIRST = ("errors", "warnings")


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line of the queue."""

    id: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    state: EntryState
    errors: int
    warnings: int


def find_ids(connection: Connection, wanted: EntryFilter) -> list[EntryId]:
    """Ids of the entries wanted, in order; 100,000 of them take some 30 ms."""
    is_whole = wanted == EntryFilter(sort=wanted.sort, is_descending=wanted.is_descending)
    columns = _ORDERS[wanted.sort]
    statement = _narrow(select(entry.c.id, *(entry.c[name] for name in columns)), wanted)
    if wanted.quality:
        statement = statement.where(_QUALITIES[wanted.quality])
    if is_whole or wanted.sort == "weight":
        in_order = statement.with_only_columns(entry.c.id).order_by(*_in_order(entry.c, wanted))
    else:
        found = _found_first(statement)
        in_order = select(found.c.id).order_by(*_in_order(found.c, wanted))
    return cast("list[EntryId]", whole_numbers(connection, in_order))


def _found_first(statement: Select[Any]) -> CTE:
    """What is to be sorted afterwards.

    Left to itself the database would follow the index of the order and look up each row.
    """
    return statement.cte("found").prefix_with("MATERIALIZED")


def _in_order(columns: Any, wanted: EntryFilter) -> Iterator[ColumnElement[Any]]:
    """Heaviest first, entries alike by their ids, or all of it turned round."""
    for name in (*_ORDERS[wanted.sort], "id"):
        is_falling = wanted.is_descending is not (name in _HEAVIEST_FIRST)
        yield columns[name].desc() if is_falling else columns[name]


def load_lines(connection: Connection, ids: Sequence[EntryId]) -> tuple[LineRecord, ...]:
    """Lines of these ids, in the order given; at most a page of a few hundred."""
    rows = connection.execute(
        select(
            entry.c.id,
            entry.c.name,
            entry.c.certificate_no,
            entry.c.community_code,
            func.coalesce(community.c.name, ""),
            entry.c.state,
            entry.c.errors,
            entry.c.warnings,
        )
        .outerjoin(community, community.c.code == entry.c.community_code)
        .where(entry.c.id.in_(list(ids)))
    )
    by_id = {
        row[0]: LineRecord(EntryId(row[0]), *row[1:5], EntryState(row[5]), *row[6:]) for row in rows
    }
    return tuple(by_id[number] for number in ids if number in by_id)


def load_standing(
    connection: Connection, ids: Sequence[EntryId]
) -> Iterator[tuple[int, str, int, int]]:
    """Id, name, version and warnings of those that are there, in no order."""
    for chunk in in_chunks(ids):
        rows = connection.execute(
            select(entry.c.id, entry.c.name, entry.c.version, entry.c.warnings).where(
                entry.c.id.in_(chunk)
            )
        )
        yield from ((row[0], row[1], row[2], row[3]) for row in rows)


def count(connection: Connection, wanted: EntryFilter) -> dict[str, int]:
    """How many entries of a filter, without its quality, are all, error, warning, …, approved."""
    sums = {name: _count_if(condition) for name, condition in _QUALITIES.items()}
    sums["approved"] = _count_if(entry.c.state.in_([state.value for state in _APPROVED]))
    columns = [func.count().label("all"), *(value.label(name) for name, value in sums.items())]
    row = connection.execute(_narrow(select(*columns), wanted)).one()
    return {name: int(value or 0) for name, value in row._mapping.items()}  # noqa: SLF001


def _count_if(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _narrow(statement: Select[Any], wanted: EntryFilter) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.community:
        conditions.append(entry.c.community_code == wanted.community)
    if wanted.state is not None:
        conditions.append(_is_in(wanted.state))
    conditions += [_matches(word) for word in wanted.text.lower().split()]
    return statement.where(and_(*conditions)) if conditions else statement


def _matches(word: str) -> ColumnElement[bool]:
    """Digits and X look in number and telephone too, all else in name, pinyin and initials."""
    found = entry.c.search.contains(word, autoescape=True)
    if word.strip("0123456789xb"):
        return found
    number = entry.c.certificate_no.contains(word.upper(), autoescape=True)
    return or_(found, number, entry.c.phones.contains(word))
