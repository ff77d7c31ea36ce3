"""Who may sign in and in which roles (product A2); the administrator's business."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import account_store, office_store
from dsurvey_desktop.storage.account_store import PASSWORD, AccountRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.key_access import (
    add_slot,
    adopt_own_slot,
    check_unused,
    remove_slots,
)
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.password_guard import own_slot
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.set_up_office import check_password


@dataclass(frozen=True, slots=True)
class UserView:
    """A person of the office; `roles` is empty for one who no longer signs in.

    `department` is, at a district, the one this person signs for; None for all.
    """

    id: int
    name: str
    roles: tuple[str, ...]
    is_self: bool
    department: Department | None = None


def list_users(desk: Desk) -> tuple[UserView, ...]:
    """Everybody who signs in here or once did, in the order they came."""
    with desk.database.read() as connection:
        return _views(connection, desk)


def add_user(
    desk: Desk, own_password: str, name: str, roles: Collection[Role], password: str
) -> tuple[UserView, ...]:
    """Let another person sign in; all users.

    Args:
        desk: the administrator's.
        own_password: the administrator's, which opens the database key.
        name: as the log and printed sheets show it; not in use yet.
        roles: at least one.
        password: the new person's, to be changed by them.

    Raises:
        AppError: `not_allowed`, `wrong_password`, `name_missing`, `name_in_use`, `no_roles`,
            `password_short`, `password_in_use`.
    """
    require(desk, Role.ADMINISTRATOR)
    own = own_slot(desk, own_password)
    check_password(password)
    check_unused(desk, password)
    _check_roles(roles)
    with desk.database.write() as connection:
        _check_name(connection, name)
        user_id = account_store.next_user_id(connection)
        office_store.add_account(connection, user_id, name.strip(), roles, desk.now())
        note(connection, desk, "user_added", f"user {user_id}", {"roles": sorted(roles)})
        adopt_own_slot(connection, desk, own)
        add_slot(connection, desk, own, user_id, password, PASSWORD)
    return list_users(desk)


def set_roles(desk: Desk, user_id: UserId, roles: Collection[Role]) -> tuple[UserView, ...]:
    """Let a person do more or less from their next sign-in on; all users.

    Raises:
        AppError: `not_allowed`, `no_user`, `no_roles`, `last_administrator`.
    """
    require(desk, Role.ADMINISTRATOR)
    _check_roles(roles)
    with desk.database.write() as connection:
        record = _load(connection, user_id)
        if Role.ADMINISTRATOR not in roles:
            _check_not_last(connection, user_id)
        account_store.set_roles(connection, user_id, roles)
        detail = {"old": sorted(record.user.roles), "new": sorted(roles)}
        note(connection, desk, "user_roles_changed", f"user {user_id}", detail)
    return list_users(desk)


def set_department(
    desk: Desk, user_id: UserId, department: Department | None
) -> tuple[UserView, ...]:
    """Let a person of a district answer for one department's part, or with None for all.

    It holds from the person's next sign-in on.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `no_user`.
    """
    require(desk, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        record = _load(connection, user_id)
        if record.user.department is not department:
            account_store.set_department(connection, user_id, department)
            detail = {"old": record.user.department or "", "new": department or ""}
            note(connection, desk, "user_department_changed", f"user {user_id}", detail)
    return list_users(desk)


def remove_user(desk: Desk, user_id: UserId) -> tuple[UserView, ...]:
    """Let a person sign in no more; what they did stays under their name. All users.

    Raises:
        AppError: `not_allowed`, `no_user`, `own_account`, `last_administrator`.
    """
    require(desk, Role.ADMINISTRATOR)
    if user_id == desk.user.id:
        raise AppError(
            "own_account",
            text("Nobody removes their own account."),
            text("Please let another administrator do it."),
        )
    with desk.database.write() as connection:
        _load(connection, user_id)
        _check_not_last(connection, user_id)
        account_store.set_roles(connection, user_id, ())
        note(connection, desk, "user_removed", f"user {user_id}")
        remove_slots(connection, desk, account_store.slots_of(connection, user_id))
    return list_users(desk)


def reset_password(
    desk: Desk, own_password: str, user_id: UserId, password: str
) -> tuple[UserView, ...]:
    """Give a person who forgot theirs a new password, to be changed by them; all users.

    Raises:
        AppError: `not_allowed`, `wrong_password`, `no_user`, `password_short`, `password_in_use`.
    """
    require(desk, Role.ADMINISTRATOR)
    own = own_slot(desk, own_password)
    check_password(password)
    check_unused(desk, password)
    with desk.database.write() as connection:
        _load(connection, user_id)
        adopt_own_slot(connection, desk, own)
        old = account_store.slots_of(connection, user_id, PASSWORD)
        note(connection, desk, "password_reset", f"user {user_id}")
        add_slot(connection, desk, own, user_id, password, PASSWORD)
        remove_slots(connection, desk, old)
    return list_users(desk)


def _views(connection: Connection, desk: Desk) -> tuple[UserView, ...]:
    return tuple(
        UserView(
            one.user.id,
            one.user.name,
            tuple(sorted(one.user.roles)),
            one.user.id == desk.user.id,
            one.user.department,
        )
        for one in account_store.list_accounts(connection)
    )


def _load(connection: Connection, user_id: UserId) -> AccountRecord:
    accounts = account_store.list_accounts(connection)
    found = next((one for one in accounts if one.user.id == user_id and one.user.roles), None)
    if found is None:
        raise AppError(
            "no_user",
            text("Nobody signs in here under number {number}.", number=user_id),
            text("Please look at the list of users."),
        )
    return found


def _check_not_last(connection: Connection, user_id: UserId) -> None:
    others = [
        one
        for one in account_store.list_accounts(connection)
        if Role.ADMINISTRATOR in one.user.roles and one.user.id != user_id
    ]
    if not others:
        raise AppError(
            "last_administrator",
            text("The office needs an administrator; this is the only one."),
            text("Please give another person that role first."),
        )


def _check_roles(roles: Collection[Role]) -> None:
    if not roles:
        raise AppError(
            "no_roles",
            text("A person needs at least one role."),
            text("Please choose clerk, reviewer or administrator."),
        )


def _check_name(connection: Connection, name: str) -> None:
    words = name.strip()
    if not words:
        raise AppError(
            "name_missing",
            text("The person needs a name."),
            text("Please enter it as the log should show it."),
        )
    if words in office_store.user_names(connection).values():
        raise AppError(
            "name_in_use",
            text("Somebody of this name signs in here or once did."),
            text("Please add something that tells the two apart."),
        )
