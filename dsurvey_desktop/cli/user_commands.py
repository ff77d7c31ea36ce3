"""`users …`: who signs in, in which roles, and the recovery sheet."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.passwords import new_password, own_password
from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.usecases import manage_users
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.recovery_sheet import print_recovery_sheet

_Options = argparse.Namespace


def list_all(desk: Desk, _options: _Options) -> Any:
    """`users list`: everybody, also who was removed."""
    return manage_users.list_users(desk)


def add(desk: Desk, options: _Options) -> Any:
    """`users add`: everybody."""
    return manage_users.add_user(desk, own_password(), options.name, options.roles, new_password())


def roles(desk: Desk, options: _Options) -> Any:
    """`users roles`: everybody."""
    return manage_users.set_roles(desk, UserId(options.user), options.roles)


def department(desk: Desk, options: _Options) -> Any:
    """`users department`: everybody."""
    wanted = None if options.department == "all" else Department(options.department)
    return manage_users.set_department(desk, UserId(options.user), wanted)


def remove(desk: Desk, options: _Options) -> Any:
    """`users remove`: everybody."""
    return manage_users.remove_user(desk, UserId(options.user))


def reset(desk: Desk, options: _Options) -> Any:
    """`users reset`: everybody."""
    return manage_users.reset_password(desk, own_password(), UserId(options.user), new_password())


def recovery(desk: Desk, options: _Options) -> Any:
    """`users recovery`: the sheet."""
    pages = print_recovery_sheet(desk, own_password(), options.file)
    return {"path": str(options.file), "pages": pages}


COMMANDS = {
    "users list": list_all,
    "users add": add,
    "users roles": roles,
    "users department": department,
    "users remove": remove,
    "users reset": reset,
    "users recovery": recovery,
}
