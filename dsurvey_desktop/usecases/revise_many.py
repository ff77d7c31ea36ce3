"""`revise` for many entries at once: what surrounds them is read once, they are written as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.entry import Answers, EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    entry_columns,
    entry_store,
    query_store,
    review_store,
    roster_store,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.community_inspection import inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.inspection import (
    NOT_APPROVED,
    Inspector,
    build_inspector,
    facts_of,
    state_of,
)
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.recheck import CAN_FALL, all_facts
from dsurvey_desktop.usecases.search_text import entry_search

Change = tuple[EntryRecord, Answers]
_TELL_EVERY = 200
_MANY = 200
"""From so many on everything is read at once; fewer are looked up one by one."""


def revise_many(
    connection: Connection, desk: Desk, changes: Sequence[Change], progress: Progress
) -> None:
    """Give entries new answers in the caller's unit of work, as `revise` gives them to one.

    Args:
        connection: of the unit of work; values, reasons and person are the caller's to keep.
        desk: who changes them.
        changes: entries as they stand, each with its new answers.
        progress: told every few hundred entries; may cancel.
    """
    judge = _Judge(
        build_inspector(connection, desk),
        review_store.explained_by_entry(connection),
        query_store.entries_with_open(connection),
    )
    values: dict[EntryId, dict[str, Any]] = {}
    fallen: list[EntryId] = []
    pairs = zip(changes, _facts(connection, [record for record, _new in changes]), strict=True)
    for number, ((record, answers), facts) in enumerate(pairs):
        if number % _TELL_EVERY == 0:
            progress(number, len(changes), text("Correcting"))
        values[record.id] = judge.values(record, facts._replace(answers=answers))
        if answers.get("name") != record.answers.get("name"):
            known = roster_store.search_text_of(connection, record.certificate_no)
            values[record.id]["search"] = entry_search(known, str(answers.get("name", "")))
        if record.state in CAN_FALL:
            fallen.append(record.id)
    progress(len(changes), len(changes), text("Saving"))
    entry_store.update_entries(connection, values)
    if fallen:
        detail = {"cause": "answers_changed", "entries": fallen}
        note(connection, desk, "approvals_fell", f"{len(fallen)} entries", detail)
    inspect_community(connection, desk)


def _facts(connection: Connection, records: Sequence[EntryRecord]) -> Iterator[EntryFacts]:
    if len(records) < _MANY:
        for record in records:
            person = roster_store.load_person(connection, record.certificate_no)
            yield facts_of(connection, record, record.answers, person)
    else:
        yield from (facts for _record, facts in all_facts(connection, records))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Makes an entry's columns of its new answers."""

    inspector: Inspector
    explained: Mapping[EntryId, frozenset[str]]
    in_query: frozenset[EntryId]

    def values(self, record: EntryRecord, facts: EntryFacts) -> dict[str, Any]:
        findings = self.inspector.inspect(facts, record.form_digest)
        explained = self.explained.get(record.id, entry_columns.NOTHING)
        is_asked = record.id in self.in_query
        state = EntryState.IN_QUERY if is_asked else state_of(findings)
        return {
            **entry_columns.row_values(facts.answers, findings, explained),
            **NOT_APPROVED,
            "state": state.value,
            "version": record.version + 1,
        }
