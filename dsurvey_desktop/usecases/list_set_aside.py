"""Rows that became no entry, why, and whose they may be: nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage import batch_store, entry_lookup, roster_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.candidates import People, claim_of
from dsurvey_desktop.usecases.community_forms import office_codes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import Candidate, SetAsideRow
from dsurvey_desktop.usecases.placing import CITIZEN_ID_ONLY, proposal_from_json
from dsurvey_desktop.usecases.row_cells import columns_of_row

_LOSSY = "certificate_typed_as_number"
_NOBODYS = ("not_on_roster", CITIZEN_ID_ONLY, "number_missing", _LOSSY)
"""Reasons of rows whose person is not known."""


def list_set_aside(
    desk: Desk, batch: BatchId | None = None, *, with_dismissed: bool = False
) -> tuple[SetAsideRow, ...]:
    """Rows set aside in all batches that stand, or in one; those a person is done with as asked."""
    outcomes = row_store.ASIDE if with_dismissed else (row_store.SET_ASIDE,)
    with desk.database.read() as connection:

        @cache
        def columns(batch_id: BatchId) -> list[Any]:
            record = batch_store.load_batch(connection, batch_id)
            return record.columns if record else []

        def headers(row: RowRecord) -> tuple[str, ...]:
            own = columns_of_row(columns(row.batch), row.sheet, row.row)
            return tuple(one["header"] for one in own)

        rows = row_store.list_rows(connection, outcomes, batch)
        people, codes = _people(connection, rows), office_codes(connection)
        return tuple(
            SetAsideRow(
                row.id,
                row.batch,
                row.file,
                row.sheet,
                row.row,
                row.reason,
                row.message,
                row.cells,
                headers(row),
                proposal_from_json(row.proposal),
                _candidates(row, people, codes),
                row.outcome == row_store.DISMISSED,
            )
            for row in rows
        )


def _people(connection: Connection, rows: tuple[RowRecord, ...]) -> People:
    """The roster, where a row needs it."""
    people = People(frozenset(entry_lookup.certificate_numbers(connection)))
    if any(row.reason in _NOBODYS for row in rows):
        on_roster, search = roster_store.load_people_and_search(connection)
        for number, person in on_roster.items():
            if not person.out_of_scope:
                people.add(person, search[number])
    return people


def _candidates(row: RowRecord, people: People, codes: Mapping[str, str]) -> tuple[Candidate, ...]:
    if row.reason not in _NOBODYS:
        return ()
    is_lossy = row.reason == _LOSSY
    claim = claim_of(row.answers, row.cells, row.community, codes, is_lossy=is_lossy)
    return people.candidates(claim)
