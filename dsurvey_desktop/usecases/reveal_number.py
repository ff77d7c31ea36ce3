"""Showing a masked number: asked for and logged (product I2)."""

from __future__ import annotations

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.show_entry import load


def reveal_number(desk: Desk, entry_id: EntryId) -> None:
    """Note in the log that the numbers of an entry were shown; AppError `no_entry`."""
    with desk.database.write() as connection:
        load(connection, entry_id)
        note(connection, desk, "number_shown", f"entry {entry_id}")
