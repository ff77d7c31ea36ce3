"""Return sheets: which queries went back to which community, when, and by when an answer is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.review_tables import query, return_point, return_sheet
from dsurvey_desktop.storage.tables import account, community


@dataclass(frozen=True, slots=True)
class ReturnRecord:
    """A return sheet; `waiting` of its `points` have no answer yet and stand on no later sheet."""

    id: int
    code: str
    community_code: str
    community_name: str
    made_at: datetime
    made_by: str
    due_on: date
    points: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PointRecord:
    """A line of a return sheet: the question as it was asked there."""

    query: int
    position: int
    question: str


def next_return_id(connection: Connection) -> int:
    """The next number; valid inside this unit of work."""
    newest = connection.execute(select(func.coalesce(func.max(return_sheet.c.id), 0))).scalar_one()
    return int(newest) + 1


def add_return(
    connection: Connection,
    return_id: int,
    code: str,
    community_code: str,
    due_on: date,
    user_id: UserId,
    at: datetime,
    points: Sequence[tuple[int, str]],
) -> None:
    """Keep a sheet with its queries in order, each with the question as it is asked."""
    connection.execute(
        insert(return_sheet).values(
            id=return_id,
            code=code,
            community_code=community_code,
            due_on=due_on.isoformat(),
            made_by=user_id,
            made_at=encode_moment(at),
        )
    )
    rows = [
        {"return_id": return_id, "query_id": query_id, "position": n, "question": question}
        for n, (query_id, question) in enumerate(points, 1)
    ]
    connection.execute(insert(return_point), rows)


def list_returns(connection: Connection, community_code: str = "") -> tuple[ReturnRecord, ...]:
    """All sheets, newest first."""
    statement = _returns()
    if community_code:
        statement = statement.where(return_sheet.c.community_code == community_code)
    return tuple(_to_record(row) for row in connection.execute(statement))


def load_return(connection: Connection, return_id: int) -> ReturnRecord | None:
    """One sheet; None when there is none of that number."""
    row = connection.execute(_returns().where(return_sheet.c.id == return_id)).first()
    return _to_record(row) if row else None


def points_of(connection: Connection, return_id: int) -> tuple[PointRecord, ...]:
    """The lines of a sheet in their order."""
    rows = connection.execute(
        select(return_point)
        .where(return_point.c.return_id == return_id)
        .order_by(return_point.c.position)
    )
    return tuple(PointRecord(row.query_id, row.position, row.question) for row in rows)


def count_overdue(connection: Connection, today: date) -> int:
    """How many points were due before `today` and are not answered yet."""
    statement = (
        select(func.count())
        .select_from(query)
        .join(return_sheet)
        .where(
            query.c.state == QueryState.OPEN.value,
            query.c.turn == Turn.COMMUNITY.value,
            return_sheet.c.due_on < today.isoformat(),
        )
    )
    return int(connection.execute(statement).scalar_one())


def _returns() -> Any:
    points = select(func.count()).where(return_point.c.return_id == return_sheet.c.id)
    waiting = select(func.count()).where(
        query.c.return_id == return_sheet.c.id,
        query.c.state == QueryState.OPEN.value,
        query.c.turn == Turn.COMMUNITY.value,
    )
    return (
        select(
            return_sheet,
            account.c.name.label("account_name"),
            func.coalesce(community.c.name, return_sheet.c.community_code).label("community_name"),
            points.scalar_subquery().label("points"),
            waiting.scalar_subquery().label("waiting"),
        )
        .join(account)
        .outerjoin(community, community.c.code == return_sheet.c.community_code)
        .order_by(return_sheet.c.id.desc())
    )


def _to_record(row: Row[Any]) -> ReturnRecord:
    return ReturnRecord(
        row.id,
        row.code,
        row.community_code,
        row.community_name,
        decode_moment(row.made_at),
        row.account_name,
        date.fromisoformat(row.due_on),
        row.points,
        row.waiting,
    )
