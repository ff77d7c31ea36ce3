"""Queries to communities about entries, with every step of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from dsurvey_desktop.domain.ids import BatchId, EntryId, UserId
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.review_tables import query, query_step
from dsurvey_desktop.storage.tables import account, community, entry


@dataclass(frozen=True, slots=True)
class QueryRecord:
    """A query with whose entry it is about; `since` says when the turn went over."""

    id: int
    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    rule: str
    item: str
    question: str
    answer: str
    state: QueryState
    turn: Turn
    since: datetime
    return_id: int | None


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a query."""

    query: int
    deed: QueryDeed
    words: str
    by_name: str
    at: datetime
    batch: BatchId | None


def add_query(
    connection: Connection, entry_id: EntryId, rule: str, item: str, question: str, at: datetime
) -> int:
    """A new open query, the office's turn until it is sent; its id."""
    return new_row(
        connection,
        query,
        entry_id=entry_id,
        rule=rule,
        item=item,
        question=question,
        answer="",
        state=QueryState.OPEN.value,
        turn=Turn.OFFICE.value,
        since=encode_moment(at),
    )


def change_query(
    connection: Connection,
    query_id: int,
    state: QueryState,
    turn: Turn,
    at: datetime,
    **values: Any,
) -> None:
    """Set state and turn, and other columns by name."""
    connection.execute(
        update(query)
        .where(query.c.id == query_id)
        .values(state=state.value, turn=turn.value, since=encode_moment(at), **values)
    )


def add_step(
    connection: Connection,
    query_id: int,
    deed: QueryDeed,
    words: str,
    user_id: UserId,
    at: datetime,
    batch_id: BatchId | None = None,
) -> None:
    """Keep a step for ever; `batch_id` of the file an answer came with."""
    connection.execute(
        insert(query_step).values(
            query_id=query_id,
            deed=deed.value,
            words=words,
            done_by=user_id,
            done_at=encode_moment(at),
            batch_id=batch_id,
        )
    )


def load_query(connection: Connection, query_id: int) -> QueryRecord | None:
    """One query; None when there is none of that id."""
    row = connection.execute(_queries().where(query.c.id == query_id)).first()
    return _to_record(row) if row else None


def list_queries(
    connection: Connection,
    states: Iterable[QueryState] = tuple(QueryState),
    *,
    community_code: str = "",
) -> tuple[QueryRecord, ...]:
    """Queries in one of the states, by community, person and number."""
    statement = _queries().where(query.c.state.in_([state.value for state in states]))
    if community_code:
        statement = statement.where(entry.c.community_code == community_code)
    order = (entry.c.community_code, entry.c.name, entry.c.id, query.c.id)
    return tuple(_to_record(row) for row in connection.execute(statement.order_by(*order)))


def queries_of(connection: Connection, entry_id: EntryId) -> tuple[QueryRecord, ...]:
    """Every query of one entry, by number."""
    return tuple(_to_record(row) for row in ask(connection, QUERIES_OF, entry=entry_id))


def _queries() -> Any:
    return (
        select(
            query,
            entry.c.name,
            entry.c.certificate_no,
            entry.c.community_code,
            func.coalesce(community.c.name, entry.c.community_code).label("community_name"),
        )
        .join(entry, entry.c.id == query.c.entry_id)
        .outerjoin(community, community.c.code == entry.c.community_code)
    )


QUERIES_OF = _queries().where(query.c.entry_id == bindparam("entry")).order_by(query.c.id)
OPEN_OF = (
    select(query.c.id)
    .where(query.c.entry_id == bindparam("entry"), query.c.state != QueryState.CLOSED.value)
    .limit(1)
)


def _to_record(row: Row[Any]) -> QueryRecord:
    return QueryRecord(
        row.id,
        EntryId(row.entry_id),
        row.name,
        row.certificate_no,
        row.community_code,
        row.community_name,
        row.rule,
        row.item,
        row.question,
        row.answer,
        QueryState(row.state),
        Turn(row.turn),
        decode_moment(row.since),
        row.return_id,
    )


def steps_of(connection: Connection, ids: Sequence[int]) -> tuple[StepRecord, ...]:
    """All steps of these queries, oldest first."""
    found: list[StepRecord] = []
    for chunk in in_chunks(ids):
        found += _steps(connection, query_step.c.query_id.in_(chunk))
    return tuple(found)


def steps_of_batch(connection: Connection, batch_id: BatchId) -> tuple[StepRecord, ...]:
    """The answers that came with a file."""
    return _steps(connection, query_step.c.batch_id == batch_id)


def _steps(connection: Connection, condition: Any) -> tuple[StepRecord, ...]:
    rows = connection.execute(
        select(query_step, account.c.name.label("account_name"))
        .join(account)
        .where(condition)
        .order_by(query_step.c.id)
    )
    return tuple(
        StepRecord(
            row.query_id,
            QueryDeed(row.deed),
            row.words,
            row.account_name,
            decode_moment(row.done_at),
            row.batch_id,
        )
        for row in rows
    )


def has_open(connection: Connection, entry_id: EntryId) -> bool:
    """True while a query of the entry is not closed."""
    return ask(connection, OPEN_OF, entry=entry_id).first() is not None


def entries_with_open(connection: Connection) -> frozenset[EntryId]:
    """Entries with a query that is not closed."""
    statement = select(query.c.entry_id).where(query.c.state != QueryState.CLOSED.value).distinct()
    return frozenset(EntryId(number) for number in connection.execute(statement).scalars())


def queried_entries(connection: Connection, ids: Sequence[EntryId]) -> set[EntryId]:
    """Which of these entries were ever asked about."""
    found: set[EntryId] = set()
    for chunk in in_chunks(ids):
        rows = connection.execute(select(query.c.entry_id).where(query.c.entry_id.in_(chunk)))
        found.update(EntryId(number) for number in rows.scalars())
    return found


def count_queries(connection: Connection) -> dict[tuple[QueryState, Turn], int]:
    """How many queries are in which state, at whose turn."""
    rows = connection.execute(
        select(query.c.state, query.c.turn, func.count()).group_by(query.c.state, query.c.turn)
    )
    return {(QueryState(state), Turn(turn)): count for state, turn, count in rows}
