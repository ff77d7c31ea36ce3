"""Key slots of an office of several seats: the server keeps them too, so that all seats agree.

A slot says nothing without its password, and what it opens is the way to the server itself.
"""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.storage import key_slots, office_store
from dsurvey_desktop.storage.database import Database

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
