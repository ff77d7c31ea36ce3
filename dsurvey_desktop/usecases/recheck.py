"""Checking entries again when what they are held against has changed (product: nothing silent)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import EntryState, Finding
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    entry_columns,
    entry_lookup,
    entry_store,
    last_year_store,
    review_store,
    roster_store,
    row_store,
    spot_store,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.community_inspection import inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.inspection import NOT_APPROVED, build_inspector, facts_of, state_of
from dsurvey_desktop.usecases.logbook import note

_TELL_EVERY = 500
CAN_FALL = (EntryState.APPROVED, EntryState.HANDED_OVER)
_KEPT = (EntryState.ACCEPTED, EntryState.IN_QUERY, EntryState.SENT_BACK)


def recheck(
    connection: Connection,
    desk: Desk,
    cause: str,
    ids: Iterable[EntryId] | None = None,
    progress: Progress = no_progress,
) -> int:
    """Check entries again in the caller's unit of work; how many approvals fell.

    An approval falls where an error or warning appears that the officer did not see, or where
    the roster moves the person to another community. What the district has accepted stays.

    Args:
        connection: of the unit of work.
        desk: who changed something.
        cause: what was changed, as the log names it.
        ids: of the entries concerned; None for all.
        progress: told every few hundred entries; may cancel.
    """
    pairs = list(all_facts(connection) if ids is None else _some(connection, ids))
    fallen = _check_pairs(connection, desk, pairs, progress) if pairs else []
    if fallen:
        detail = {"cause": cause, "entries": fallen}
        words = f"{len(fallen)} entries"
        note(connection, desk, "approvals_fell", words, detail)
    inspect_community(connection, desk)
    return len(fallen)


def _check_pairs(
    connection: Connection,
    desk: Desk,
    pairs: Sequence[tuple[EntryRecord, EntryFacts]],
    progress: Progress,
) -> list[EntryId]:
    """Keep what is found of these entries now; whose approvals fell."""
    inspector = build_inspector(connection, desk)
    explained = review_store.explained_of(connection, [record.id for record, _facts in pairs])
    changes: dict[EntryId, dict[str, Any]] = {}
    for number, (record, facts) in enumerate(pairs):
        if number % _TELL_EVERY == 0:
            progress(number, len(pairs), text("Checking entries again"))
        found = inspector.inspect(facts, record.form_digest)
        values = _changes(record, facts.person, found, explained.get(record.id, frozenset()))
        if values:
            changes[record.id] = values
    entry_store.update_entries(connection, changes)
    return [entry_id for entry_id, values in changes.items() if "approved_by" in values]


def _some(
    connection: Connection, ids: Iterable[EntryId]
) -> Iterator[tuple[EntryRecord, EntryFacts]]:
    for record in entry_store.load_entries(connection, sorted(set(ids))):
        person = roster_store.load_person(connection, record.certificate_no)
        yield record, facts_of(connection, record, record.answers, person)


def all_facts(
    connection: Connection, records: Iterable[EntryRecord] | None = None
) -> Iterator[tuple[EntryRecord, EntryFacts]]:
    """Every entry, or these, with all that stands around them read at once."""
    people = roster_store.load_people(connection)
    certificates = entry_lookup.certificates_by_citizen(connection)
    rivals = row_store.entries_with_rivals(connection)
    last_year = last_year_store.all_steady_answers(connection)
    found_again = spot_store.found_answers(connection)
    for record in entry_store.all_entries(connection) if records is None else records:
        number = record.certificate_no
        yield (
            record,
            EntryFacts(
                number,
                record.answers,
                record.submitted_community,
                office_day(record.received_at),
                people.get(number),
                tuple(one for one in certificates[number[:18]] if one != number),
                record.id in rivals,
                last_year.get(number),
                found_again.get(record.id, ()),
            ),
        )


def _changes(
    record: EntryRecord,
    person: Person | None,
    findings: tuple[Finding, ...],
    explained: frozenset[str],
) -> dict[str, Any]:
    """The columns of an entry that are to be set; empty when all is as it was."""
    has_moved = person is not None and person.community_code != record.community_code
    if findings == record.findings and not has_moved:
        return {}
    values = entry_columns.summary_values(record.answers, findings, explained)
    if person is not None:
        values["community_code"] = person.community_code
    if record.state in CAN_FALL:
        if not has_moved and not news(record.findings, findings):
            return values
        values |= NOT_APPROVED
    if record.state not in _KEPT:
        values["state"] = state_of(findings).value
    return values


def news(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors and warnings that appeared or say something else; an officer has not seen them.

    What an older program kept has no basis: it counts as the same where it says so of the same.
    """
    seen = {(one.key, one.severity, one.basis) for one in before}
    return tuple(
        one
        for one in after
        if one.severity is not Severity.NOTICE
        and seen.isdisjoint({(one.key, one.severity, one.basis), (one.key, one.severity, "")})
    )
