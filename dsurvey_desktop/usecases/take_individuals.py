"""Taking in individual forms: rows become entries, differences or rows set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import ParsedRow
from dsurvey_desktop.storage import entry_store, row_store
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.entry_lookup import Standing
from dsurvey_desktop.storage.feed import FEED_ROWS
from dsurvey_desktop.storage.row_store import PENDING, RIVAL, TAKEN
from dsurvey_desktop.usecases.asked_items import AskedItems, with_unasked
from dsurvey_desktop.usecases.change_entry import take_answers
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.new_entry import Beginning, entry_values
from dsurvey_desktop.usecases.partial_files import mark_same, settle_same
from dsurvey_desktop.usecases.placing import Placement, Register, place
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.row_digest import row_digest
from dsurvey_desktop.usecases.taking import (
    Arrival,
    Ledger,
    close_batch,
    close_ledger,
    open_batch,
    open_ledger,
    outcome_of,
    save_batch,
)

_TELL_EVERY = 500
"""Rows between two calls of `progress`, each of which may cancel."""


@dataclass(slots=True)
class _Taking:
    """One file on its way in."""

    unit: IntakeUnit
    arrival: Arrival
    ledger: Ledger
    register: Register
    today: date
    received_at: str
    is_judged: bool
    entries: list[dict[str, Any]] = field(default_factory=list)
    is_open: bool = False
    changes: list[tuple[EntryId, ParsedRow, RowId]] = field(default_factory=list)
    to_recheck: set[EntryId] = field(default_factory=set)


def take_individuals(unit: IntakeUnit, arrival: Arrival, progress: Progress) -> FileOutcome:
    """Take in a file of individual forms."""
    desk, ledger = unit.desk, open_ledger(unit, arrival)
    received_at = encode_moment(desk.now())
    is_judged = _is_judged(unit, arrival)
    taking = _Taking(unit, arrival, ledger, unit.register(), desk.today(), received_at, is_judged)
    _take_rows(taking, progress)
    if ledger.is_news():
        _close(taking)
        close_ledger(unit, ledger)
        _change_entries(taking)
    return outcome_of(arrival, ledger, INDIVIDUAL)


def _is_judged(unit: IntakeUnit, arrival: Arrival) -> bool:
    """Whether what was worked out of the rows elsewhere is what would be found here."""
    ground = arrival.parsed.judged_under
    if ground is None:
        return False
    inspector = unit.inspector
    rules_off = inspector.campaign.rules_off
    return bool(ground.holds_for(unit.form_digest, inspector.form_context, rules_off))


def _take_rows(taking: _Taking, progress: Progress) -> None:
    """Decide about all rows; a lot is handed over whenever it is full and there is news in it."""
    parsed = taking.arrival.parsed
    total = parsed.count()
    for number, row in enumerate(parsed.hand_over()):
        if number % _TELL_EVERY == 0:
            progress(number, total, text("Checking {file}", file=taking.arrival.file))
            if len(taking.ledger.rows) >= FEED_ROWS and taking.ledger.is_news():
                _hand_over(taking)
        _take_row(taking, row)


def _hand_over(taking: _Taking) -> None:
    """Rows before the entries made of them, and both after their batch."""
    feed, ledger = taking.unit.feed, taking.ledger
    if not taking.is_open:
        desk, arrival, batch = taking.unit.desk, taking.arrival, ledger.batch
        feed.run(lambda connection: open_batch(connection, desk, arrival, batch, INDIVIDUAL))
        taking.is_open = True
    feed.add(row_store.add_rows, ledger.hand_over())
    entries, taking.entries = taking.entries, []
    feed.add(entry_store.add_entries, entries)


def _close(taking: _Taking) -> None:
    """Have the rest written; of a small file that is all of it."""
    desk, arrival, ledger = taking.unit.desk, taking.arrival, taking.ledger
    entries = taking.entries
    if taking.is_open:
        _hand_over(taking)
        taking.unit.feed.run(lambda connection: close_batch(connection, desk, arrival, ledger))
    else:
        taking.unit.feed.run(
            lambda connection: save_batch(connection, desk, arrival, ledger, INDIVIDUAL, entries)
        )


def _change_entries(taking: _Taking) -> None:
    """Entries that are changed, or that must be looked at again for what came beside them."""
    unit = taking.unit
    _take_changes(taking)
    settle_same(unit, taking.arrival, taking.ledger)
    if taking.to_recheck:
        recheck(unit.connection(), unit.desk, "batch_taken_in", taking.to_recheck)
    if taking.changes:
        unit.kept.forget_register()


def _take_changes(taking: _Taking) -> None:
    """Take what rows were asked; the rest of an entry stays."""
    if not taking.changes:
        return
    unit, batch = taking.unit, taking.ledger.batch
    connection = unit.connection()
    asked, same = AskedItems(connection), []
    for entry_id, row, row_id in taking.changes:
        (record,) = entry_store.load_entries(connection, [entry_id])
        answers = with_unasked(row.answers, record.answers, asked.at(batch, row.sheet, row.row))
        if answers == record.answers:
            same.append((row_id, entry_id))
        else:
            take_answers(connection, unit.desk, record, answers, row_id, batch)
    mark_same(unit, taking.arrival, taking.ledger, same, TAKEN)


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
    unit = taking.unit
    entry_id = EntryId(unit.next_entry_id)
    unit.next_entry_id += 1
    start = Beginning(
        entry_id,
        placement.person,
        row.answers,
        placement.answers_json,
        row.community,
        RowId(taking.ledger.enter(row, placement, entry_id)),
        taking.received_at,
        unit.form_digest,
        taking.register.search.get(number, ""),
        row.ahead if taking.is_judged else None,
    )
    taking.entries.append(entry_values(start, _facts(taking, start), unit.inspector))
    said = row_digest(placement.answers_json) if row.details else placement.digest
    standing = Standing(entry_id, EntryState.RECEIVED, said)
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
