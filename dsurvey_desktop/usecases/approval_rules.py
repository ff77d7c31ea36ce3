"""What stands in the way of an approval: errors, open queries, and four eyes (product D7)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState, Finding
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage import office_store, review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.desk import Desk

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)


def blockers_of(
    connection: Connection, desk: Desk, records: Iterable[EntryRecord]
) -> dict[EntryId, tuple[Text, ...]]:
    """Why the person at the desk can't approve entries now; empty for those they can."""
    own = corrected_by_self(connection, desk)
    return {record.id: _blockers(record, is_own=record.id in own) for record in records}


def corrected_by_self(connection: Connection, desk: Desk) -> frozenset[EntryId]:
    """Entries another person has to approve; none where the campaign does not ask for it."""
    if not office_store.load_campaign(connection).needs_four_eyes:
        return frozenset()
    return review_store.corrected_by(connection, desk.user.id)


def _blockers(record: EntryRecord, *, is_own: bool) -> tuple[Text, ...]:
    if record.state in _APPROVED:
        return (text("It is approved already."),)
    errors = [finding for finding in record.findings if finding.severity is Severity.ERROR]
    ways = (
        (record.state is EntryState.IN_QUERY, text("A query to the community is not closed.")),
        (is_own, text("You corrected this entry; another person approves it (four eyes).")),
    )
    return (*(words for stands, words in ways if stands), *map(_said, errors))


def _said(finding: Finding) -> Text:
    return text("{rule}: {message}", rule=finding.rule, message=finding.message)
