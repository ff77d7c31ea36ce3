"""Taking in individual forms: rows become entries, differences or rows set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import ParsedRow
from dsurvey_desktop.storage import entry_store, form_store, row_store
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.entry_lookup import Standing
from dsurvey_desktop.storage.feed import FEED_ROWS, AddRows, Rows, feeding
from dsurvey_desktop.storage.row_store import PENDING, RIVAL, TAKEN
from dsurvey_desktop.usecases.change_entry import take_answers
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.inspection import Inspector, build_inspector
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.kept_register import KeptRegister
from dsurvey_desktop.usecases.new_entry import Beginning, entry_values
from dsurvey_desktop.usecases.placing import Placement, Register, place
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.taking import (
    Arrival,
    Ledger,
    close_batch,
    open_batch,
    open_ledger,
    outcome_of,
)

_TELL_EVERY = 500
"""Rows between two calls of `progress`, each of which may cancel."""


@dataclass(slots=True)
class _Taking:
    """One file on its way in."""

    desk: Desk
    arrival: Arrival
    ledger: Ledger
    register: Register
    inspector: Inspector
    form_digest: str
    next_entry_id: int
    today: date
    received_at: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    is_open: bool = False
    changes: list[tuple[EntryId, ParsedRow, RowId]] = field(default_factory=list)
    to_recheck: set[EntryId] = field(default_factory=set)


def take_individuals(
    connection: Connection, desk: Desk, arrival: Arrival, kept: KeptRegister, progress: Progress
) -> FileOutcome:
    """Take in a file of individual forms in the caller's unit of work."""
    taking = _begin(connection, desk, arrival, kept.current(connection))
    with feeding(connection) as feed:
        _take_rows(taking, progress, partial(_hand_over, connection, taking, feed.add))
    if taking.ledger.is_news():
        _hand_over(connection, taking, lambda add_rows, rows: add_rows(connection, rows))
        close_batch(connection, desk, arrival, taking.ledger)
        for entry_id, row, row_id in taking.changes:
            (record,) = entry_store.load_entries(connection, [entry_id])
            take_answers(connection, desk, record, row.answers, row_id, taking.ledger.batch)
        recheck(connection, desk, "batch_taken_in", taking.to_recheck)
        kept.keep(connection, taking.ledger.digests)
    if taking.changes:
        kept.forget()
    return outcome_of(arrival, taking.ledger, INDIVIDUAL)


def _take_rows(taking: _Taking, progress: Progress, hand_over: Callable[[], None]) -> None:
    """Decide about all rows; a lot is handed over whenever it is full and there is news in it."""
    rows = list(taking.arrival.parsed.rows())
    for number, row in enumerate(rows):
        if number % _TELL_EVERY == 0:
            progress(number, len(rows), text("Checking {file}", file=taking.arrival.file))
            if len(taking.ledger.rows) >= FEED_ROWS and taking.ledger.is_news():
                hand_over()
        _take_row(taking, row)


def _hand_over(
    connection: Connection, taking: _Taking, add: Callable[[AddRows, Rows], None]
) -> None:
    """Rows before the entries made of them, and both after their batch."""
    if not taking.is_open:
        open_batch(connection, taking.desk, taking.arrival, taking.ledger, INDIVIDUAL)
        taking.is_open = True
    add(row_store.add_rows, taking.ledger.hand_over())
    entries, taking.entries = taking.entries, []
    add(entry_store.add_entries, entries)


def _begin(connection: Connection, desk: Desk, arrival: Arrival, register: Register) -> _Taking:
    """All that is asked of the database, which then belongs to the feed until the last row."""
    inspector = build_inspector(connection, desk)
    digest = form_store.current_digest(connection, INDIVIDUAL)
    inspector.editions.of(digest)  # read now, not at the first new entry
    return _Taking(
        desk,
        arrival,
        open_ledger(connection, arrival),
        register,
        inspector,
        digest,
        entry_store.next_entry_id(connection),
        desk.today(),
        encode_moment(desk.now()),
    )


def _take_row(taking: _Taking, row: ParsedRow) -> None:
    placement = place(row, taking.register, take_changes=taking.arrival.take_changes)
    if placement.makes_entry:
        _add_entry(taking, row, placement)
        return
    entry_id = placement.standing.id if placement.standing else None
    row_id = taking.ledger.enter(row, placement, entry_id)
    if entry_id is None:
        return
    if placement.outcome == TAKEN:
        taking.changes.append((entry_id, row, RowId(row_id)))
    elif placement.outcome == PENDING and placement.reason == RIVAL:
        taking.to_recheck.add(entry_id)


def _add_entry(taking: _Taking, row: ParsedRow, placement: Placement) -> None:
    assert placement.person is not None
    number = placement.person.certificate_no
    entry_id = EntryId(taking.next_entry_id)
    taking.next_entry_id += 1
    start = Beginning(
        entry_id,
        placement.person,
        row.answers,
        placement.answers_json,
        row.community,
        RowId(taking.ledger.enter(row, placement, entry_id)),
        taking.received_at,
        taking.form_digest,
        taking.register.search.get(number, ""),
    )
    taking.entries.append(entry_values(start, _facts(taking, start), taking.inspector))
    standing = Standing(entry_id, EntryState.RECEIVED, placement.answers_json, taking.form_digest)
    taking.register.add_entry(number, standing)


def _facts(taking: _Taking, start: Beginning) -> EntryFacts:
    number = start.person.certificate_no
    twins = taking.register.twins_of(number)
    standing = taking.register.standing
    taking.to_recheck.update(standing[twin].id for twin in twins)
    return EntryFacts(
        number,
        start.answers,
        start.submitted_community,
        taking.today,
        start.person,
        twins,
        last_year=taking.register.last_year.get(number),
    )
