"""The one way an entry begins: from a row and a person of the roster."""

from __future__ import annotations

from typing import NamedTuple

from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.storage.entry_columns import Summary
from dsurvey_desktop.storage.entry_store import NewEntry
from dsurvey_desktop.usecases.inspection import state_by
from dsurvey_desktop.usecases.search_text import entry_search


class Beginning(NamedTuple):
    """What an entry is made of.

    Attributes:
        answers_json: the row's answers in their one spelling, in UTF-8.
        submitted_community: what the submission itself said.
        received_at: when the file arrived, as the database holds moments.
        search: what the person is found by on the roster.
        summary: of the answers and all that rules and checks find.
    """

    id: EntryId
    person: Person
    answers_json: bytes
    submitted_community: str
    row_id: RowId
    received_at: str
    form_digest: str
    search: str
    summary: Summary


def new_entry(start: Beginning) -> NewEntry:
    """The entry of a person, its rules and checks run."""
    person, summary = start.person, start.summary
    name = "" if summary.name == person.name else summary.name  # the roster's search says it
    return NewEntry(
        start.id,
        person.certificate_no,
        person.community_code,
        start.submitted_community,
        state_by(summary.errors).value,
        1,
        start.answers_json,
        start.form_digest,
        start.row_id,
        entry_search(start.search, name),
        start.received_at,
        summary,
    )
