"""A new office whose database is kept on a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.server_address import SERVER_FILE, Server
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import key_slots, server_engine, server_file
from dsurvey_desktop.storage.database import Database, check_free, make_workshop, migrate
from dsurvey_desktop.storage.tables import metadata
from dsurvey_desktop.storage.trouble import explained


@contextmanager
def new_server_database(
    folder: Path, server: Server, password: str, user_id: UserId
) -> Iterator[Database]:
    """Fill an empty database of a server; `folder` names it only when the block ends well.

    Args:
        folder: the office's on this machine: the server's address and the key slots.
        server: where, and the password it wants.
        password: the first user's.
        user_id: theirs.

    Raises:
        AppError: `office_exists`, `folder_not_writable`, `server_in_use`, `server_encoding`, or
            of `trouble`. The server's database is as empty as before then.
    """
    check_free(folder)
    engine = server_engine.server_engine(server)
    try:
        with explained():
            _check_usable(engine)
        workshop = make_workshop(folder)
        slot_id = _name_server(workshop, server, password, user_id)
        with _filled(engine):
            yield Database(engine, user_id, slot_id, workshop)
            for name in (key_slots.SLOTS_NAME, SERVER_FILE):
                move(workshop / name, folder / name)
    finally:
        engine.dispose()
    shutil.rmtree(workshop, ignore_errors=True)  # empty; the office is there


def _name_server(workshop: Path, server: Server, password: str, user_id: UserId) -> str:
    key = key_slots.new_key()
    server_file.write_server(workshop, server, key)
    return key_slots.add_slot(workshop / key_slots.SLOTS_NAME, key, user_id, password)


@contextmanager
def _filled(engine: Engine) -> Iterator[None]:
    """The office's tables; taken away again when the block fails."""
    with explained():
        migrate(engine)
    try:
        yield
    except BaseException:
        server_engine.remove_all(engine, metadata)
        raise


def check_server(server: Server) -> None:
    """AppError where no office can be set up there, as of `new_server_database`."""
    engine = server_engine.server_engine(server)
    try:
        with explained():
            _check_usable(engine)
    finally:
        engine.dispose()


def _check_usable(engine: Engine) -> None:
    if server_engine.holds_tables(engine):
        raise AppError(
            "server_in_use",
            text("This database on the server holds something already. Nothing was changed."),
            text("Please have an empty one made; an office that is there is opened by its folder."),
        )
    if not server_engine.is_unicode(engine):
        raise AppError(
            "server_encoding",
            text("This database on the server can't hold every name. Nothing was changed."),
            text("Please have one made with the encoding UTF8."),
        )
