"""Another seat of an office that is kept on a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.server_address import SERVER_FILE, Server
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import database, key_slots, server_file, shared_slots
from dsurvey_desktop.storage.trouble import Trouble, in_words
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.target_folder import make_folder

_FILES = (key_slots.SLOTS_NAME, SERVER_FILE)


def join_office(folder: Path, server: Server, password: str, clock: Clock = system_clock) -> Desk:
    """Make a seat in `folder` from the server's address and its password alone, and open it.

    Wrong passwords are not counted here: whoever has the server's can read the slots anyway, and
    what guards those is the cost of each try.

    Args:
        folder: where nothing is yet.
        server: the one that holds the office.
        password: the person's own, or a recovery code.
        clock: for the log.

    Raises:
        AppError: `office_exists`, `folder_not_writable`, `no_office_on_server`, `wrong_password`,
            `account_removed`, `certificate_unreadable`, `newer_database`, or of `storage.trouble`;
            `folder` is as it was then.
    """
    slots = shared_slots.slots_on(server)

    def fill(workshop: Path) -> None:
        path = workshop / key_slots.SLOTS_NAME
        key_slots.write_slots(path, slots)
        server_file.write_server(workshop, server, key_slots.open_slot(path, password).key)

    return _join(folder, password, fill, clock)


def join_by_copy(folder: Path, seat: Path, password: str, clock: Clock = system_clock) -> Desk:
    """The same from a copy of another seat's folder, such as one on a stick.

    Raises:
        AppError: `no_seat`, or as `join_office`.
    """
    if not server_file.is_server_office(seat):
        raise AppError(
            "no_seat",
            text("This folder holds no seat of an office on a server."),
            text("Please choose the folder that holds office.server and office.keys."),
        )

    def fill(workshop: Path) -> None:
        for name in _FILES:
            shutil.copy2(seat / name, workshop / name)

    return _join(folder, password, fill, clock)


def copy_seat(desk: Desk, target: Path) -> Path:
    """Write a folder that makes another seat, such as on a stick; the folder. Logged.

    Raises:
        AppError: `not_on_server`, `folder_unusable`, `office_exists`.
    """
    server_file.check_on_server(desk.folder)
    database.check_free(target)
    make_folder(target)
    with desk.database.write() as connection:
        shared_slots.renew(connection, desk.database)
        note(connection, desk, "seat_copied", "office")
        try:
            for name in _FILES:
                shutil.copy2(desk.folder / name, target / name)
        except OSError as error:
            raise in_words(Trouble.UNREACHABLE) from error
    return target


def _join(folder: Path, password: str, fill: Callable[[Path], None], clock: Clock) -> Desk:
    database.check_free(folder)
    was_there = folder.exists()
    workshop = database.make_workshop(folder)
    try:
        _try_out(workshop, password, fill, clock)
        for name in _FILES:
            move(workshop / name, folder / name)
    except OSError as error:
        raise in_words(Trouble.READ_ONLY) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if not was_there and not any(folder.iterdir()):
            folder.rmdir()
    return open_office(folder, password, clock)


def _try_out(workshop: Path, password: str, fill: Callable[[Path], None], clock: Clock) -> None:
    fill(workshop)
    desk = open_office(workshop, password, clock)
    try:
        with desk.database.write() as connection:
            note(connection, desk, "seat_joined", "office")
    finally:
        close_office(desk)
