"""Key slots of an office of several seats: the server keeps them too, so that all seats agree.

A slot says nothing without its password, and what it opens is the way to the server itself.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, inspect

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import key_slots, office_store
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.storage.tables import setting
from dsurvey_desktop.storage.trouble import explained

_SETTING = "key_slots"


def share(connection: Connection, database: Database) -> None:
    """Keep the slots of this seat's key file for the others; after each change of it."""
    if database.is_on_server:
        slots = key_slots.read_slots(database.folder / key_slots.SLOTS_NAME)
        office_store.save_setting(connection, _SETTING, slots)


def renew(connection: Connection, database: Database) -> None:
    """Bring this seat's key file up to what the others changed; before each change of it."""
    path = database.folder / key_slots.SLOTS_NAME
    shared = office_store.load_setting(connection, _SETTING) if database.is_on_server else None
    if shared is not None and shared != key_slots.read_slots(path):
        key_slots.write_slots(path, shared)


def is_closed(connection: Connection, database: Database) -> bool:
    """Whether the password that opened this seat was taken away or replaced at another."""
    if not database.is_on_server:
        return False
    shared = office_store.load_setting(connection, _SETTING) or ()
    return database.slot_id not in {slot["id"] for slot in shared}


def slots_on(server: Server) -> list[dict[str, Any]]:
    """The slots of the office that a server keeps, for a new seat.

    AppError `no_office_on_server`, or of `trouble`.
    """
    from dsurvey_desktop.storage import server_engine  # noqa: PLC0415 - only there

    engine = server_engine.server_engine(server)
    try:
        with explained():
            found = _slots_in(engine)
    finally:
        engine.dispose()
    if not found:
        raise AppError(
            "no_office_on_server",
            text("This database on the server holds no office."),
            text("Please check the database's name; a new office is set up, not joined."),
        )
    return found


def _slots_in(engine: Engine) -> list[dict[str, Any]]:
    if not inspect(engine).has_table(setting.name):
        return []
    with engine.connect() as connection:
        return list(office_store.load_setting(connection, _SETTING) or ())
