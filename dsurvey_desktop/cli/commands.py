"""All commands on an open office. Each answers with what `--json` prints; shapes are documented.

A command starts sooner where only what its group needs is loaded; hence the imports in functions.
"""

# ruff: noqa: PLC0415
from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.desk import Desk

    Command = Callable[[Desk, argparse.Namespace], Any]
    Commands = Mapping[str, Command]


def command_of(name: str) -> Command:
    """The command of that name, such as `intake add`."""
    return commands_of(name.partition(" ")[0])[name]


def begin_early(name: str, options: argparse.Namespace) -> None:
    """What takes a while and needs no office goes on while the office is opened."""
    if name in {"intake add", "intake preview"}:
        from dsurvey_desktop.usecases.prepare_reading import prepare_reading

        prepare_reading(options.files)


def commands_of(group: str) -> Commands:
    """The commands of one group."""
    return GROUPS[group]()


def _intake() -> Commands:
    from dsurvey_desktop.cli import (
        intake_commands,
        mapping_commands,
        refused_commands,
        waiting_commands,
    )

    own, columns = intake_commands.COMMANDS, mapping_commands.COMMANDS
    return {**own, **columns, **waiting_commands.COMMANDS, **refused_commands.COMMANDS}


def _collect() -> Commands:
    from dsurvey_desktop.cli import collect_commands

    return collect_commands.COMMANDS


def _last_year() -> Commands:
    from dsurvey_desktop.cli import last_year_commands

    return last_year_commands.COMMANDS


def _entries() -> Commands:
    from dsurvey_desktop.cli import correction_commands, entry_commands

    return {**entry_commands.COMMANDS, **correction_commands.COMMANDS}


def _queries() -> Commands:
    from dsurvey_desktop.cli import query_commands

    return query_commands.COMMANDS


def _confirm() -> Commands:
    from dsurvey_desktop.cli import confirm_commands

    return confirm_commands.COMMANDS


def _second() -> Commands:
    from dsurvey_desktop.cli import second_commands

    return second_commands.COMMANDS


def _small() -> Commands:
    from dsurvey_desktop.cli import desk_commands

    return desk_commands.COMMANDS


def _spot_check() -> Commands:
    from dsurvey_desktop.cli import spot_commands

    return spot_commands.COMMANDS


def _search() -> Commands:
    from dsurvey_desktop.cli import search_commands

    return search_commands.COMMANDS


def _exchange() -> Commands:
    from dsurvey_desktop.cli import (
        check_commands,
        department_commands,
        desk_commands,
        exchange_commands,
        office_commands,
        onward_commands,
        ranking_commands,
    )

    own, others = desk_commands.COMMANDS, exchange_commands.COMMANDS
    district = {
        **department_commands.COMMANDS,
        **check_commands.COMMANDS,
        **ranking_commands.COMMANDS,
        **onward_commands.COMMANDS,
    }
    return {**own, **others, **district, **office_commands.OFFICE_OPTIONAL}


def _campaign() -> Commands:
    from dsurvey_desktop.cli import campaign_commands

    return campaign_commands.COMMANDS


def _form() -> Commands:
    from dsurvey_desktop.cli import form_commands, office_commands

    return {**form_commands.COMMANDS, **office_commands.OFFICE_OPTIONAL}


def _backup() -> Commands:
    from dsurvey_desktop.cli import backup_commands

    return backup_commands.COMMANDS


def _server() -> Commands:
    from dsurvey_desktop.cli import server_commands

    return server_commands.COMMANDS


def _users() -> Commands:
    from dsurvey_desktop.cli import user_commands

    return user_commands.COMMANDS


GROUPS: Mapping[str, Callable[[], Commands]] = {
    "roster": _intake,
    "communities": _intake,
    "campaign": _campaign,
    "intake": _intake,
    "collect": _collect,
    "lastyear": _last_year,
    "entries": _entries,
    "queries": _queries,
    "returns": _queries,
    "confirm": _confirm,
    "progress": _small,
    "search": _search,
    "spotcheck": _spot_check,
    "secondentry": _second,
    "log": _exchange,
    "handover": _exchange,
    "keys": _exchange,
    "district": _exchange,
    "form": _form,
    "backup": _backup,
    "server": _server,
    "users": _users,
}
