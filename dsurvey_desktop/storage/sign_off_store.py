"""Which department has signed off which town's part, and which of these no longer hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dsurvey_desktop.domain.department import Department, FallCause
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.district_tables import sign_off
from dsurvey_desktop.storage.tables import account


@dataclass(frozen=True, slots=True)
class SignOffRecord:
    """A sign-off; `fallen_at` and `cause` are None while it holds."""

    id: int
    town: str
    department: Department
    entries: int
    remark: str
    by_name: str
    signed_at: datetime
    fallen_at: datetime | None
    cause: FallCause | None


def add(
    connection: Connection,
    town: str,
    department: Department,
    entries: int,
    remark: str,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep a sign-off."""
    connection.execute(
        insert(sign_off).values(
            town=town,
            department=department.value,
            entries=entries,
            remark=remark,
            signed_by=user_id,
            signed_at=encode_moment(at),
            fallen_because="",
        )
    )


def newest(connection: Connection) -> dict[tuple[str, Department], SignOffRecord]:
    """The newest sign-off by town and department."""
    rows = connection.execute(
        select(sign_off, account.c.name.label("by_name"))
        .join(account, account.c.id == sign_off.c.signed_by)
        .order_by(sign_off.c.id)
    )
    return {(row.town, Department(row.department)): _record(row) for row in rows}


def fall(
    connection: Connection,
    departments: Collection[Department],
    cause: FallCause,
    at: datetime,
    town: str = "",
) -> tuple[tuple[str, Department], ...]:
    """Let standing sign-offs of these departments fall, of one town or all; which fell."""
    standing = [
        one
        for key, one in newest(connection).items()
        if one.fallen_at is None and key[0] == (town or key[0]) and key[1] in departments
    ]
    for one in standing:
        connection.execute(
            update(sign_off)
            .where(sign_off.c.id == one.id)
            .values(fallen_at=encode_moment(at), fallen_because=cause.value)
        )
    return tuple((one.town, one.department) for one in standing)


def _record(row: Row[Any]) -> SignOffRecord:
    return SignOffRecord(
        row.id,
        row.town,
        Department(row.department),
        row.entries,
        row.remark,
        row.by_name,
        decode_moment(row.signed_at),
        decode_moment(row.fallen_at) if row.fallen_at else None,
        FallCause(row.fallen_because) if row.fallen_because else None,
    )
