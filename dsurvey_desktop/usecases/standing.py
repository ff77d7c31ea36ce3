"""Where an entry stands that nobody has approved (product D8)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState, Finding
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage import query_store
from dsurvey_desktop.usecases.inspection import state_of


def standing_state(
    connection: Connection, entry_id: EntryId, findings: Iterable[Finding]
) -> EntryState:
    """IN_QUERY while a query is not closed, else what the findings say."""
    if query_store.has_open(connection, entry_id):
        return EntryState.IN_QUERY
    return state_of(findings)
