"""Rows set aside, placed again when the roster or the list of communities has changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.intake.model import ParsedRow
from dsurvey_desktop.storage import row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.carrying import carry, current_names
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.kept_office import load_register
from dsurvey_desktop.usecases.late_entries import seat_row
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.placing import (
    CITIZEN_ID_ONLY,
    Placement,
    place,
    proposal_from_json,
    reason_message,
    to_json,
)
from dsurvey_desktop.usecases.take_communities import place_forms_again

_LOSSY = "certificate_typed_as_number"
_BY_ROSTER = frozenset(
    {"not_on_roster", CITIZEN_ID_ONLY, "number_missing", "after_cutoff", "out_of_scope", _LOSSY}
)


@dataclass(frozen=True, slots=True)
class PlacedAgain:
    """Rows that were set aside and now: made entries or community forms, or wait as differences."""

    taken: int = 0
    pending: int = 0


def place_again(connection: Connection, desk: Desk, cause: str) -> PlacedAgain:
    """Place rows set aside again in the caller's unit of work, and log which found a place.

    Rows that still have none get the reason and the proposal that are right now. One that a
    person was done with is placed too where its person is on the roster after all.
    """
    seated = _place_individuals(connection, desk) | place_forms_again(connection, desk)
    if not seated:
        return PlacedAgain()
    outcomes = list(seated.values())
    detail = {"cause": cause, "rows": seated}
    note(connection, desk, "rows_placed_again", f"{len(seated)} rows", detail)
    return PlacedAgain(outcomes.count(row_store.TAKEN), outcomes.count(row_store.PENDING))


def _place_individuals(connection: Connection, desk: Desk) -> dict[RowId, str]:
    rows = [
        row for row in row_store.list_rows(connection, row_store.ASIDE) if row.reason in _BY_ROSTER
    ]
    if not rows:
        return {}
    register, names = load_register(connection), current_names(connection)
    register.known_digests.clear()  # these rows themselves are among them
    seated: dict[RowId, str] = {}
    for row in rows:
        placement = place(_as_parsed(row, names), register, take_changes=False)
        if placement.person is not None and placement.outcome != row_store.SET_ASIDE:
            seated[row.id] = seat_row(connection, desk, row, placement.person).outcome
        elif _says_other(row, placement):
            _keep_reason(connection, row, placement)
    return seated


def _as_parsed(row: RowRecord, names: frozenset[str]) -> ParsedRow:
    return ParsedRow(
        row.sheet,
        row.row,
        row.cells,
        dict(carry(row.answers, names).answers),
        community=row.community,
        is_certificate_lossy=row.reason == _LOSSY,
    )


def _says_other(row: RowRecord, placement: Placement) -> bool:
    return (row.reason, proposal_from_json(row.proposal)) != (placement.reason, placement.proposal)


def _keep_reason(connection: Connection, row: RowRecord, placement: Placement) -> None:
    message, proposal = reason_message(placement.reason), to_json(placement.proposal)
    row_store.explain_row(connection, row.id, placement.reason, message, proposal)
