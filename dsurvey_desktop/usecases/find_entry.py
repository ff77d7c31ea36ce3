"""Naming an entry by its id or its certificate number."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import Entry
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.show_entry import load

_SHORTEST_NUMBER = 18


def find_entry(desk: Desk, named: str) -> EntryId:
    """The entry of that id or certificate number; AppError `no_entry`."""
    with desk.database.read() as connection:
        if len(named) >= _SHORTEST_NUMBER:
            record = entry_store.load_by_certificate(connection, named.upper())
        else:
            record = (
                load(connection, EntryId(int(named)))
                if named.isascii() and named.isdigit()
                else None
            )
    if record is None:
        raise AppError(
            "no_entry",
            text("There is no entry under this number."),
            text("Please look at the list of entries."),
        )
    return record.id


def whole_entry(desk: Desk, entry_id: EntryId) -> Entry:
    """The entry as it stands; AppError `no_entry`."""
    with desk.database.read() as connection:
        return load(connection, entry_id).to_entry()
