"""Rows that were set aside and become entries after all."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.storage import (
    batch_store,
    entry_lookup,
    entry_store,
    form_store,
    last_year_store,
    roster_store,
    row_store,
)
from dsurvey_desktop.storage.codec import encode_moment, spell_sorted
from dsurvey_desktop.storage.entry_columns import summary_of
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.carrying import carry, current_names, leave_behind
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.inspection import build_inspector
from dsurvey_desktop.usecases.new_entry import Beginning, new_entry
from dsurvey_desktop.usecases.placing import DIFFERS, canonical_answers, reason_message


class Seat(NamedTuple):
    """The entry a row belongs to now, and the row's outcome: taken, unchanged or pending."""

    entry: EntryId
    outcome: str


def seat_row(connection: Connection, desk: Desk, row: RowRecord, person: Person) -> Seat:
    """Give a row that was set aside to a person, in the caller's unit of work.

    Without an entry of that person one is made; beside an entry the row is unchanged where it
    says the same, else it waits as a difference. The caller logs why, and checks twins again.
    """
    said: Answers = {**row.answers, "certificate_no": person.certificate_no}
    row_store.save_answers(connection, row.id, canonical_answers(said))
    here = entry_store.load_by_certificate(connection, person.certificate_no)
    names = current_names(connection)
    answers, left = carry(said, names)
    if here is None:
        seat = Seat(_add_entry(connection, desk, row, person, answers), row_store.TAKEN)
        digest = form_store.current_digest(connection, INDIVIDUAL)
        leave_behind(connection, desk, seat.entry, left, digest)
    elif canonical_answers(carry(here.answers, names).answers) == canonical_answers(answers):
        seat = Seat(here.id, row_store.UNCHANGED)
    else:
        seat = Seat(here.id, row_store.PENDING)
        reason = row_store.RIVAL if here.batch_id == row.batch else DIFFERS
        row_store.explain_row(connection, row.id, reason, reason_message(reason))
    row_store.settle(connection, row.id, seat.outcome, seat.entry)
    return seat


def _add_entry(
    connection: Connection, desk: Desk, row: RowRecord, person: Person, answers: Answers
) -> EntryId:
    batch = batch_store.load_batch(connection, row.batch)
    assert batch is not None
    number = person.certificate_no
    facts = EntryFacts(
        number,
        answers,
        row.community,
        office_day(batch.received_at),
        person,
        entry_lookup.twins_of(connection, number),
        last_year=last_year_store.steady_answers(connection, number),
    )
    digest = form_store.current_digest(connection, INDIVIDUAL)
    findings = build_inspector(connection, desk).inspect(facts, digest)
    start = Beginning(
        EntryId(entry_store.next_entry_id(connection)),
        person,
        spell_sorted(answers),
        row.community,
        row.id,
        encode_moment(batch.received_at),
        digest,
        roster_store.search_text_of(connection, number),
        summary_of(answers, findings),
    )
    entry_store.add_entries(connection, [new_entry(start)])
    return start.id
