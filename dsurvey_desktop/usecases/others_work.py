"""What other people did in this office since one last looked, read off the log."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.log_chain import Head
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.storage.log_store import LogLine
from dsurvey_desktop.usecases.desk import Desk

_ENTRY = re.compile(r"entry (\d+)")
_QUIET = frozenset({"number_shown", "backup_made", "password_changed"})
"""Deeds after which nothing on the screen is different."""


@dataclass(frozen=True, slots=True)
class OthersWork:
    """What came since a line of the log.

    Attributes:
        head: the newest line now; to be given next time.
        entries: those that others changed.
        is_more: others changed more than these entries.
    """

    head: Head
    entries: tuple[EntryId, ...] = ()
    is_more: bool = False

    @property
    def is_something(self) -> bool:
        """True when what is on the screen may be old."""
        return bool(self.entries) or self.is_more


def others_work(desk: Desk, since: Head | None) -> OthersWork:
    """What others did after the line `since`; None only learns where the log stands.

    Looking costs one small read as long as nothing was done.
    """
    with desk.database.read() as connection:
        head = log_store.head(connection)
        if since is None or head == since:
            return OthersWork(head)
        lines = [
            line
            for line in log_store.lines(connection, after=since[0])
            if line.account_id != desk.user.id and line.action not in _QUIET
        ]
    found = [_entries_of(line) for line in lines]
    entries = dict.fromkeys(entry for one in found for entry in one)
    return OthersWork(head, tuple(entries), is_more=not all(found))


def _entries_of(line: LogLine) -> tuple[EntryId, ...]:
    """The entries a line is about; empty where it is about more."""
    named = _ENTRY.fullmatch(line.subject)
    numbers = [int(named[1])] if named else line.detail.get("entries", ())
    return tuple(EntryId(number) for number in numbers if isinstance(number, int))
