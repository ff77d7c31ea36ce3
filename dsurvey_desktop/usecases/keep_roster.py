"""Keeping a roster and what it changes, whichever way it came: from a file or a task package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.storage import (
    batch_store,
    entry_lookup,
    entry_store,
    office_store,
    roster_history,
    roster_store,
)
from dsurvey_desktop.storage.entry_lookup import Brief
from dsurvey_desktop.storage.roster_store import PersonChange
from dsurvey_desktop.usecases.compare_roster import (
    Reissue,
    can_follow,
    differences,
    find_reissues,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.follow_number import follow_absence, follow_number
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.roster_views import RosterDifference
from dsurvey_desktop.usecases.search_text import entry_search, search_text

ROSTER_IMPORTED = "roster_imported"
_CAN_FALL = (EntryState.APPROVED, EntryState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class RosterSource:
    """A roster and the bytes it was read from."""

    file: str
    data: bytes
    people: Sequence[Person]
    communities: Sequence[Community] = ()


@dataclass(frozen=True, slots=True)
class KeptRoster:
    """What keeping it changed.

    Attributes:
        entries: as they were before, by certificate number, of everybody it changes.
        fallen: approvals that fell because an entry went to a new number.
    """

    import_id: int
    changes: Sequence[PersonChange]
    reissues: Sequence[Reissue]
    entries: Mapping[str, Brief]
    fallen: int

    def differences(self, connection: Connection) -> tuple[RosterDifference, ...]:
        """Person by person, with what came of it for the entries by now."""
        ids = [one.id for one in self.entries.values()]
        states = entry_lookup.states_of(connection, ids)
        return differences(self.changes, self.reissues, self.entries, states)


def keep_roster(connection: Connection, desk: Desk, source: RosterSource) -> KeptRoster:
    """Replace the roster, let entries follow new numbers, and log it, in the caller's unit of work.

    Entries are not checked against it yet.
    """
    digest = hashlib.sha256(source.data).hexdigest()
    file_id = batch_store.save_file(connection, source.file, digest, source.data)
    named = office_store.save_communities(connection, source.communities)
    people = [(person, search_text(person.name)) for person in source.people]
    changes = roster_store.save_people(connection, people, file_id)
    entries = entry_lookup.brief_entries(connection, [one.certificate_no for one in changes])
    number = roster_history.add_import(
        connection, file_id, len(people), changes, named, desk.user.id, desk.now()
    )
    reissues = find_reissues(changes)
    fallen = _follow(connection, desk, reissues, entries, number)
    _search_anew(connection, changes, entries)
    match_last_year(connection)
    detail = {
        "file_digest": digest,
        "import": number,
        "new": sum(one.before is None for one in changes),
        "changed": sum(one.before is not None and one.after is not None for one in changes),
        "gone": sum(one.after is None for one in changes),
        "reissued": len(reissues),
        "communities": named,
    }
    note(connection, desk, ROSTER_IMPORTED, digest[:12], detail)
    return KeptRoster(number, changes, reissues, entries, fallen)


def _follow(
    connection: Connection,
    desk: Desk,
    reissues: Iterable[Reissue],
    entries: Mapping[str, Brief],
    import_id: int,
) -> int:
    fallen = 0
    for one in reissues:
        follow_absence(connection, one.old, one.new)
        if can_follow(one, entries):
            stands = entries[one.old]
            follow_number(connection, desk, stands.id, one.new, import_id)
            fallen += stands.state in _CAN_FALL
    return fallen


def _search_anew(
    connection: Connection, changes: Iterable[PersonChange], entries: Mapping[str, Brief]
) -> None:
    """Entries are found by the name the roster has now."""
    values: dict[EntryId, dict[str, str]] = {}
    for one in changes:
        stands = entries.get(one.certificate_no)
        if stands is not None and one.after is not None:
            values[stands.id] = {"search": entry_search(one.after["search"], stands.name)}
    entry_store.update_entries(connection, values)
