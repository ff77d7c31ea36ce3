"""One unit of work of an intake: one file, or many small ones of which each is its own batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, WaitingId
from dsurvey_desktop.storage import (
    batch_store,
    entry_store,
    form_store,
    refused_store,
    row_store,
    waiting_store,
)
from dsurvey_desktop.storage.feed import Feed, feeding
from dsurvey_desktop.storage.refused_store import RefusedRecord
from dsurvey_desktop.usecases.community_inspection import inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.inspection import Inspector, build_inspector
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.kept_office import KeptOffice
from dsurvey_desktop.usecases.placing import Register
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.waiting_files import WITH_DETAILS

UNIT_ROWS = 6000
"""Rows from which on no further small file joins a unit: its work is done again where it is cut."""
UNIT_BYTES = 32_000_000
"""The same of the files' bytes, which lie in memory until their rows are written."""


@dataclass(slots=True)
class IntakeUnit:
    """What the files of one unit of work share; `feed` writes while the next file is judged.

    Attributes:
        inspector, form_digest: of the campaign's individual form, and of the day.
        next_batch_id, next_row_id, next_entry_id: free until something else adds to the database.
        rows_read, bytes_read: of the files so far.
        may_settle: files wait for a person, and one that is taken in may be among them.
        refused: files that were, as long as none that is taken in stands for them.
        has_news: something of the files was kept.
        joined: what became in the end of files whose lines were joined to forms, or still wait.
    """

    desk: Desk
    kept: KeptOffice
    feed: Feed
    inspector: Inspector
    form_digest: str
    next_batch_id: BatchId
    next_row_id: int
    next_entry_id: int
    may_settle: bool
    refused: tuple[RefusedRecord, ...]
    rows_read: int = 0
    bytes_read: int = 0
    has_news: bool = False
    joined: Mapping[WaitingId, FileOutcome] = field(default_factory=dict)

    def is_full(self) -> bool:
        """Whether no further file may join."""
        return self.rows_read >= UNIT_ROWS or self.bytes_read >= UNIT_BYTES

    def connection(self) -> Connection:
        """The connection once all that was fed is written, for use before the next feeding."""
        return self.feed.finished()

    def rules(self) -> ReadingRules:
        """What files are read under, mappings remembered in this unit included."""
        return self.kept.rules(self.connection)

    def inspector_of_today(self) -> Inspector:
        """The inspector for the next file; midnight may have passed since the one before."""
        if self.inspector.check_context.today != self.desk.today():
            self.inspector = _inspector(self.connection(), self.desk, self.form_digest)
        return self.inspector

    def register(self) -> Register:
        """What the rows of the next file are held against; no number is placed yet."""
        register = self.kept.register(self.connection)
        register.placed.clear()
        return register


@contextmanager
def intake_unit(connection: Connection, desk: Desk, kept: KeptOffice) -> Iterator[IntakeUnit]:
    """A unit for the block, in the caller's transaction; at its end all is written.

    Community forms are looked at once in the end: their findings rest on all entries.
    """
    kept.look(connection)
    digest = form_store.current_digest(connection, INDIVIDUAL)
    inspector = _inspector(connection, desk, digest)
    with feeding(connection) as feed:
        unit = IntakeUnit(
            desk,
            kept,
            feed,
            inspector,
            digest,
            batch_store.next_batch_id(connection),
            row_store.next_row_id(connection),
            entry_store.next_entry_id(connection),
            waiting_store.has_waiting(connection),
            refused_store.list_open(connection),
        )
        first = unit.next_batch_id
        yield unit
    if unit.has_news:
        unit.joined = _join_details(connection, desk, first)
        inspect_community(connection, desk)
        kept.keep(connection)


def _inspector(connection: Connection, desk: Desk, digest: str) -> Inspector:
    inspector = build_inspector(connection, desk)
    inspector.editions.of(digest)  # read now, not at the first new entry
    return inspector


def _join_details(
    connection: Connection, desk: Desk, since: BatchId
) -> Mapping[WaitingId, FileOutcome]:
    """What joins lines of details to forms is loaded where such lines are here."""
    kept = waiting_store.list_waiting(connection, WITH_DETAILS)
    if not kept:
        return {}
    from dsurvey_desktop.usecases.join_details import join_details  # noqa: PLC0415 - as above

    return join_details(connection, desk, kept, since)
