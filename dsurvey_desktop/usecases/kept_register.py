"""What rows are held against, read once and kept from file to file while nobody else writes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.storage import (
    last_year_store,
    log_store,
    office_store,
    roster_store,
    row_store,
)
from dsurvey_desktop.usecases.carrying import standing_entries
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.placing import Register


class KeptRegister:
    """The register, true as of one line of the log: every write of an office adds a line."""

    def __init__(self) -> None:
        self._register: Register | None = None
        self._head: Head | None = None

    def read_early(self, desk: Desk) -> None:
        """Read it before the unit of work; `current` sees whether it still holds."""
        with desk.database.read() as connection:
            self.current(connection)

    def current(self, connection: Connection) -> Register:
        """The register as it is in this unit of work; no number is placed yet."""
        head = log_store.head(connection)
        if self._register is None or self._head != head:
            self._register, self._head = load_register(connection), head
        self._register.placed.clear()
        return self._register

    def keep(self, connection: Connection, digests: Iterable[str]) -> None:
        """The register holds all that the caller's unit of work adds, but for the rows' digests.

        Args:
            connection: of the unit of work, whose last line of the log is written.
            digests: of its rows.
        """
        if self._register is not None:
            self._register.known_digests.update(digests)
            self._head = log_store.head(connection)

    def forget(self) -> None:
        """Have it read again next time: entries are changed in ways it does not follow."""
        self._register = None


def load_register(connection: Connection) -> Register:
    """Roster, entries and rows as they are."""
    codes = {one.name: str(one.code) for one in office_store.load_communities(connection)}
    return Register(
        roster_store.load_people(connection),
        standing_entries(connection),
        row_store.known_digests(connection),
        codes,
        roster_store.search_texts(connection),
        last_year_store.all_steady_answers(connection),
    )
