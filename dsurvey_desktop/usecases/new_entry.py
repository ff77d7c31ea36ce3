"""The one way an entry begins: from a row and a person of the roster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.intake.model import RowAhead
from dsurvey_desktop.storage import entry_columns
from dsurvey_desktop.usecases.inspection import Inspector, state_by
from dsurvey_desktop.usecases.search_text import entry_search


class Beginning(NamedTuple):
    """What an entry is made of.

    Attributes:
        answers, answers_json: the row's answers, and their one spelling.
        submitted_community: what the submission itself said.
        received_at: when the file arrived, as the database holds moments.
        search: what the person is found by on the roster.
        ahead: what was worked out of the row where it was read, if that still holds.
    """

    id: EntryId
    person: Person
    answers: Answers
    answers_json: str
    submitted_community: str
    row_id: RowId
    received_at: str
    form_digest: str
    search: str
    ahead: RowAhead | None = None


def entry_values(start: Beginning, facts: EntryFacts, inspector: Inspector) -> dict[str, Any]:
    """The columns of a new entry, its rules and checks run."""
    summary = _summary(start, facts, inspector)
    return {
        **summary,
        "id": start.id,
        "certificate_no": start.person.certificate_no,
        "community_code": start.person.community_code,
        "submitted_community": start.submitted_community,
        "state": state_by(summary["errors"]).value,
        "version": 1,
        "answers_json": start.answers_json,
        "form_digest": start.form_digest,
        "row_id": start.row_id,
        "search": entry_search(start.search, str(start.answers.get("name", ""))),
        "received_at": start.received_at,
    }


def _summary(start: Beginning, facts: EntryFacts, inspector: Inspector) -> Mapping[str, Any]:
    if start.ahead is None:
        findings = inspector.inspect(facts, start.form_digest)
    elif by_checks := inspector.check(facts):
        findings = inspector.together(start.ahead.findings, by_checks)
    else:
        return start.ahead.summary
    return entry_columns.summary_values(start.answers, findings)
