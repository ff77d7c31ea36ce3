"""A server that moved, or whose password changed: told once at each seat of the office."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.server_address import SERVER_FILE, Server, ServerAddress
from dsurvey_desktop.storage import key_slots, server_file
from dsurvey_desktop.storage.trouble import Trouble, in_words
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.password_guard import guarded
from dsurvey_desktop.usecases.permissions import require

_WORKSHOP = ".server"


@dataclass(frozen=True, slots=True)
class ServerView:
    """Where a seat finds its office from now on."""

    host: str
    port: int
    database: str
    user: str


def kept_address(folder: Path) -> ServerAddress:
    """Where the seat in `folder` finds its office; AppError as `change_server`."""
    server_file.check_on_server(folder)
    return server_file.read_address(folder)


def change_server(
    folder: Path,
    password: str,
    secret: str | None,
    address: ServerAddress | None = None,
    clock: Clock = system_clock,
) -> ServerView:
    """Keep another server or its new password at this seat, once they have opened the office.

    Args:
        folder: the seat's.
        password: an administrator's own.
        secret: the server's password; None for the one that is kept.
        address: where the server is now; None where it was.
        clock: for the log.

    Raises:
        AppError: `not_on_server`, `wrong_password`, `not_allowed`, `server_file_unreadable`, or of
            `storage.trouble`; the seat stays as it was then.
    """
    server_file.check_on_server(folder)
    slots = folder / key_slots.SLOTS_NAME
    key = guarded(folder, lambda: key_slots.open_slot(slots, password), clock).key
    kept = server_file.read_server(folder, key)
    server = Server(address or kept.address, kept.secret if secret is None else secret)
    workshop = folder / _WORKSHOP
    try:
        _try_out(folder, workshop, server, key, password, clock)
    except OSError as error:
        raise in_words(Trouble.READ_ONLY) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    where = server.address
    return ServerView(where.host, where.port, where.database, where.user)


def _try_out(
    folder: Path, workshop: Path, server: Server, key: bytes, password: str, clock: Clock
) -> None:
    """Open the office by a seat of the new kind; only then it takes the old one's place."""
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir()
    shutil.copy2(folder / key_slots.SLOTS_NAME, workshop)
    server_file.write_server(workshop, server, key)
    desk = open_office(workshop, password, clock)
    try:
        require(desk, Role.ADMINISTRATOR)
        with desk.database.write() as connection:
            note(connection, desk, "server_changed", "office", {"host": server.address.host})
    finally:
        close_office(desk)
    for name in (key_slots.SLOTS_NAME, SERVER_FILE):  # the slots as they are at the server now
        move(workshop / name, folder / name)
