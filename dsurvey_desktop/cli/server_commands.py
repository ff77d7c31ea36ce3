"""`server …`: the server of an office of several seats."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.passwords import server_password
from dsurvey_desktop.domain.server_address import Server, read_server_address
from dsurvey_desktop.usecases.desk import Desk


def change(options: argparse.Namespace, password: str) -> Any:
    """`server set`: where this seat finds its office from now on."""
    from dsurvey_desktop.usecases.change_server import change_server  # noqa: PLC0415

    address = None if options.to is None else read_server_address(options.to)
    return change_server(options.office, password, server_password(), address)


def join(options: argparse.Namespace, password: str) -> Any:
    """`server join`: the office, at this seat too."""
    from dsurvey_desktop.usecases.join_office import join_by_copy, join_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.open_office import close_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.show_office import show_office  # noqa: PLC0415

    if options.copy is None:
        server = Server(read_server_address(options.to), server_password())
        desk = join_office(options.office, server, password)
    else:
        desk = join_by_copy(options.office, options.copy, password)
    try:
        return show_office(desk)
    finally:
        close_office(desk)


def copy(desk: Desk, options: argparse.Namespace) -> Any:
    """`server copy`: a folder that makes another seat."""
    from dsurvey_desktop.usecases.join_office import copy_seat  # noqa: PLC0415

    return {"path": str(copy_seat(desk, options.folder))}


COMMANDS = {"server copy": copy}
