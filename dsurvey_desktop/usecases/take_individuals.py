"""Taking in individual forms: rows become entries, differences or rows set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.checks.roster_checks import is_as_on_roster
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import JudgedRow, ParsedRow, Row
from dsurvey_desktop.storage import entry_store
from dsurvey_desktop.storage.codec import decode_findings, encode_moment
from dsurvey_desktop.storage.entry_columns import Summary, with_findings
from dsurvey_desktop.storage.entry_lookup import Standing
from dsurvey_desktop.storage.entry_store import NewEntry
from dsurvey_desktop.storage.feed import FEED_ROWS
from dsurvey_desktop.storage.row_store import PENDING, RIVAL, TAKEN
from dsurvey_desktop.usecases.asked_items import AskedItems, with_unasked
from dsurvey_desktop.usecases.change_entry import take_answers
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.judging_ground import Ground
from dsurvey_desktop.usecases.new_entry import Beginning, new_entry
from dsurvey_desktop.usecases.partial_files import mark_same, settle_same
from dsurvey_desktop.usecases.placing import Register, newcomer, place
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.row_digest import row_digest
from dsurvey_desktop.usecases.taking import (
    Addition,
    Arrival,
    Ledger,
    batch_line,
    begun_batch,
    close_ledger,
    new_rows,
    open_ledger,
    outcome_of,
    summed_up,
    whole_batch,
)

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.judge_ahead import Judge

_TELL_EVERY = 500
"""Rows between two calls of `progress`, each of which may cancel."""


@dataclass(slots=True)
class _Taking:
    """One file on its way in."""

    unit: IntakeUnit
    arrival: Arrival
    ledger: Ledger
    register: Register
    ground: Ground
    received_at: str
    judge: Judge | None = None
    entries: list[NewEntry] = field(default_factory=list)
    is_open: bool = False
    changes: list[tuple[EntryId, ParsedRow, RowId]] = field(default_factory=list)
    to_recheck: set[EntryId] = field(default_factory=set)


def take_individuals(unit: IntakeUnit, arrival: Arrival, progress: Progress) -> FileOutcome:
    """Take in a file of individual forms."""
    ledger, inspector = open_ledger(unit, arrival), unit.inspector_of_today()
    ground = Ground(unit.form_digest, inspector.form_context, inspector.campaign)
    taking = _Taking(
        unit,
        arrival,
        ledger,
        unit.register(),
        ground,
        encode_moment(unit.desk.now()),
    )
    _take_rows(taking, progress)
    if ledger.is_news():
        _close(taking)
        close_ledger(unit, ledger)
        _change_entries(taking)
    return outcome_of(arrival, ledger, INDIVIDUAL)


def _take_rows(taking: _Taking, progress: Progress) -> None:
    """Decide about all rows; a lot is handed over whenever it is full and there is news in it.

    What was worked out of rows elsewhere counts where it is what would be found here.
    """
    parsed = taking.arrival.parsed
    total, elsewhere = parsed.count(), parsed.judged_under
    is_judged = elsewhere is not None and elsewhere.holds_for(taking.ground)
    for number, row in enumerate(parsed.hand_over()):
        if number % _TELL_EVERY == 0:
            progress(number, total, text("Checking {file}", file=taking.arrival.file))
            if len(taking.ledger.rows) >= FEED_ROWS and taking.ledger.is_news():
                _hand_over(taking)
        _take_row(taking, row if is_judged or isinstance(row, ParsedRow) else row.parsed())


def _hand_over(taking: _Taking) -> None:
    """Have the rows so far written, behind their batch."""
    before: tuple[Addition, ...] = ()
    if not taking.is_open:
        desk, arrival = taking.unit.desk, taking.arrival
        before = (begun_batch(desk, arrival, taking.ledger, INDIVIDUAL),)
        taking.is_open = True
    taking.unit.feed.add(*before, *_new_rows(taking))


def _close(taking: _Taking) -> None:
    """Have the rest written; of a small file that is all of it."""
    desk, arrival, ledger = taking.unit.desk, taking.arrival, taking.ledger
    if taking.is_open:
        batch = summed_up(arrival, ledger)
    else:
        batch = whole_batch(desk, arrival, ledger, INDIVIDUAL)
    taking.unit.feed.add(batch, *_new_rows(taking), batch_line(desk, arrival, ledger))


def _new_rows(taking: _Taking) -> tuple[Addition, ...]:
    """Rows before their details and the entries made of them."""
    entries, taking.entries = taking.entries, []
    return (*new_rows(taking.ledger), (entry_store.add_entries, entries))


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


def _take_row(taking: _Taking, row: Row) -> None:
    if (person := newcomer(row, taking.register)) is not None:
        _add_entry(taking, _judged(taking, row), person)
        return
    row = row.parsed() if isinstance(row, JudgedRow) else row
    placement = place(row, taking.register, take_changes=taking.arrival.take_changes)
    entry_id = placement.standing.id if placement.standing else None
    row_id = taking.ledger.enter(row, placement, entry_id)
    if entry_id is None:
        return
    if placement.outcome == TAKEN:
        taking.changes.append((entry_id, row, RowId(row_id)))
    elif placement.outcome == PENDING and placement.reason == RIVAL:
        taking.to_recheck.add(entry_id)


def _judged(taking: _Taking, row: Row) -> JudgedRow:
    """The row, judged here where nobody did elsewhere."""
    if isinstance(row, JudgedRow):
        return row
    if taking.judge is None:
        from dsurvey_desktop.usecases.judge_ahead import Judge  # noqa: PLC0415 - seldom in a command

        edition = taking.unit.inspector.editions.of(taking.unit.form_digest)
        taking.judge = Judge(edition.compiled, taking.ground)
    return taking.judge.judged(row)


def _add_entry(taking: _Taking, row: JudgedRow, person: Person) -> None:
    number, unit, register = person.certificate_no, taking.unit, taking.register
    entry_id = EntryId(unit.next_entry_id)
    unit.next_entry_id += 1
    start = Beginning(
        entry_id,
        person,
        row.answers_json,
        row.community,
        taking.ledger.enter_taken(row, entry_id),
        taking.received_at,
        unit.form_digest,
        register.search.get(number, ""),
        _summary(taking, row, person),
    )
    taking.entries.append(new_entry(start))
    said = row_digest(row.answers_json) if row.details else row.digest
    register.add_entry(number, Standing(entry_id, EntryState.RECEIVED, said))


def _summary(taking: _Taking, row: JudgedRow, person: Person) -> Summary:
    """What rules and checks say of the row, those included that look at what stands around it."""
    register, number = taking.register, person.certificate_no
    summary = Summary._make(row.summary)
    twins, last_year = register.twins_of(number), register.last_year.get(number)
    codes = register.community_codes
    is_alone = not twins and last_year is None
    if is_alone and is_as_on_roster(summary.name, row.community, person, codes):
        return summary
    taking.to_recheck.update(register.standing[twin].id for twin in twins)
    facts = EntryFacts(
        number,
        row.answers,
        row.community,
        taking.ground.context.today.date(),
        person,
        twins,
        last_year=last_year,
    )
    found = decode_findings(summary.findings_json)
    return with_findings(summary, taking.unit.inspector.with_others(found, facts))
