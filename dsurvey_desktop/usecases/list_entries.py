"""Entries: all of them whole, or the queue by filter, order and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dsurvey_desktop.domain.entry import Entry, EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage import entry_store, queue_store
from dsurvey_desktop.usecases.approval_rules import blockers_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import Blocked, EntryCounts, EntryLine


def list_entries(desk: Desk) -> tuple[Entry, ...]:
    """Every entry whole, in the order it came."""
    with desk.database.read() as connection:
        return tuple(record.to_entry() for record in entry_store.all_entries(connection))


def list_entry_ids(desk: Desk, wanted: EntryFilter) -> list[EntryId]:
    """Ids of the entries wanted, in order."""
    with desk.database.read() as connection:
        return queue_store.find_ids(connection, wanted)


def list_entry_lines(desk: Desk, ids: Sequence[EntryId]) -> tuple[EntryLine, ...]:
    """Lines of a page of ids, in that order; ids that are gone are left out."""
    with desk.database.read() as connection:
        return tuple(
            EntryLine(**asdict(record)) for record in queue_store.load_lines(connection, ids)
        )


def count_entries(desk: Desk, wanted: EntryFilter) -> EntryCounts:
    """How many entries of a filter (its `quality` aside) are what."""
    with desk.database.read() as connection:
        return EntryCounts(**queue_store.count(connection, wanted))


def list_blocked(desk: Desk, community: str = "") -> tuple[Blocked, ...]:
    """Entries that errors or queries keep from being approved, and which."""
    wanted = (
        EntryFilter(community=community, quality="error", sort="row"),
        EntryFilter(community=community, state=EntryState.IN_QUERY, sort="row"),
    )
    with desk.database.read() as connection:
        ids = {one for each in wanted for one in queue_store.find_ids(connection, each)}
        records = list(entry_store.load_entries(connection, sorted(ids)))
        reasons = blockers_of(connection, desk, records)
    return tuple(Blocked(record.id, record.name, reasons[record.id]) for record in records)
