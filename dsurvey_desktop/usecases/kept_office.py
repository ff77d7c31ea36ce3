"""What files are read under and held against, read once and kept while nobody else writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.placing import Register
from dsurvey_desktop.usecases.reading_rules import ReadingRules


class KeptOffice:
    """Rules and register, true as of one line of the log: every write of an office adds a line."""

    def __init__(self) -> None:
        self._rules: ReadingRules | None = None
        self._register: Register | None = None
        self._head: Head | None = None

    def read_rules(self, desk: Desk) -> ReadingRules:
        """The rules before the unit of work, which sees whether they still hold."""
        with desk.database.read() as connection:
            self.look(connection)
            return self.rules(lambda: connection)

    def read_register(self, desk: Desk) -> None:
        """Read the register in the same way."""
        with desk.database.read() as connection:
            self.look(connection)
            self.register(lambda: connection)

    def look(self, connection: Connection) -> None:
        """Have all read again where somebody has written since."""
        head = log_store.head(connection)
        if self._head != head:
            self._rules = self._register = None
            self._head = head

    def rules(self, connection: Callable[[], Connection]) -> ReadingRules:
        """What files are read under; the connection is asked for where they must be read."""
        if self._rules is None:
            self._rules = load_rules(connection())
        return self._rules

    def register(self, connection: Callable[[], Connection]) -> Register:
        """What rows are held against, in the same way."""
        if self._register is None:
            self._register = load_register(connection())
        return self._register

    def note_rows(self, digests: Iterable[str]) -> None:
        """Rows with these digests have been taken in."""
        if self._register is not None:
            self._register.known_digests.update(digests)

    def keep(self, connection: Connection) -> None:
        """What is kept follows all that the caller's unit of work has written."""
        self._head = log_store.head(connection)

    def forget_rules(self) -> None:
        """Have them read again: a mapping was remembered."""
        self._rules = None

    def forget_register(self) -> None:
        """Have it read again: entries are changed in ways it does not follow."""
        self._register = None


def load_register(connection: Connection) -> Register:
    """Roster, entries and rows as they are."""
    codes = {one.name: str(one.code) for one in office_store.load_communities(connection)}
    people, search = roster_store.load_people_and_search(connection)
    return Register(
        people,
        standing_entries(connection),
        row_store.known_digests(connection),
        codes,
        search,
        last_year_store.all_steady_answers(connection),
    )
