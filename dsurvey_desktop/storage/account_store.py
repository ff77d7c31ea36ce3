"""Who may sign in, in which roles, and which key slots are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.tables import account, key_slot

PASSWORD, RECOVERY = "password", "recovery"


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account; one without roles was removed and only signs what it once did."""

    user: User
    has_password: bool


def list_accounts(connection: Connection) -> tuple[AccountRecord, ...]:
    """All accounts, in the order they were made."""
    kinds = select(key_slot.c.user_id).where(key_slot.c.kind == PASSWORD)
    able = set(connection.execute(kinds).scalars())
    rows = connection.execute(select(account).order_by(account.c.id))
    return tuple(AccountRecord(_user(row), row.id in able) for row in rows)


def check_admitted(now: str, roles: str) -> None:
    """Refuse a seat whose person was removed, or whose roles changed, since they signed in.

    Args:
        now: their roles as stored; empty for who was removed.
        roles: as they signed in with.

    Raises:
        AppError: `account_removed`, `roles_changed`.
    """
    if now == roles:
        return
    if not now:
        raise account_removed()
    raise AppError(
        "roles_changed",
        text("What you may do in this office was changed at another seat. Nothing was saved."),
        text("Please close the office and sign in again."),
    )


def account_removed() -> AppError:
    """What to say to somebody who no longer signs in."""
    return AppError(
        "account_removed",
        text("This password belongs to a person who no longer signs in here."),
        text("Please ask the administrator of this office."),
    )


def next_user_id(connection: Connection) -> UserId:
    """A free id."""
    return UserId((connection.execute(select(func.max(account.c.id))).scalar() or 0) + 1)


def set_roles(connection: Connection, user_id: UserId, roles: Iterable[Role]) -> None:
    """What the account may do from now on; nothing removes it."""
    words = " ".join(sorted(roles))
    connection.execute(update(account).where(account.c.id == user_id).values(roles=words))


def set_department(connection: Connection, user_id: UserId, department: Department | None) -> None:
    """Which part of the form the account answers for; None for all."""
    value = department.value if department else ""
    connection.execute(update(account).where(account.c.id == user_id).values(department=value))


def add_slot(
    connection: Connection, slot_id: str, user_id: UserId, kind: str, at: datetime
) -> None:
    """Keep whose slot it is; the key file itself names nobody."""
    values = {"id": slot_id, "user_id": user_id, "kind": kind, "made_at": encode_moment(at)}
    connection.execute(insert(key_slot).values(values))


def slots_of(connection: Connection, user_id: UserId, kind: str | None = None) -> tuple[str, ...]:
    """Ids of an account's slots, of one kind or all."""
    wanted = select(key_slot.c.id).where(key_slot.c.user_id == user_id)
    if kind is not None:
        wanted = wanted.where(key_slot.c.kind == kind)
    return tuple(connection.execute(wanted).scalars())


def slots_of_kind(connection: Connection, kind: str) -> tuple[str, ...]:
    """Ids of all slots of a kind."""
    return tuple(connection.execute(select(key_slot.c.id).where(key_slot.c.kind == kind)).scalars())


def forget_slots(connection: Connection, slot_ids: Iterable[str]) -> None:
    """The other half of removing slots from the key file."""
    connection.execute(delete(key_slot).where(key_slot.c.id.in_(list(slot_ids))))


def _user(row: Row[Any]) -> User:
    roles = frozenset(Role(role) for role in row.roles.split())
    department = Department(row.department) if row.department else None
    return User(UserId(row.id), row.name, roles, department)
