"""Rows of last year's data that are nobody's this year: why, and who they may be of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.last_year import UNMATCHED_WORDS, Unmatched
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage import last_year_match_store, roster_store
from dsurvey_desktop.storage.last_year_match_store import UnmatchedRecord
from dsurvey_desktop.usecases.candidates import People, claim_of
from dsurvey_desktop.usecases.community_forms import office_codes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import Candidate, Proposal
from dsurvey_desktop.usecases.last_year_views import UnmatchedRow
from dsurvey_desktop.usecases.placing import REASONS, Register, propose, reason_message
from dsurvey_desktop.usecases.row_cells import columns_of_row

_NOBODYS = (
    Unmatched.NOT_ON_ROSTER.value,
    Unmatched.NUMBER_UNREADABLE.value,
    Unmatched.NUMBER_SHORTENED.value,
)
"""Reasons of rows whose person is not known."""
_BIRTH = slice(6, 14)


@dataclass(frozen=True, slots=True)
class _Said:
    answers: Answers
    community: str
    citizen_id: str
    cells: tuple[str, ...]
    is_certificate_lossy: bool


def list_unmatched(desk: Desk) -> tuple[UnmatchedRow, ...]:
    """Rows of last year's data that are nobody's this year, why, and who they may be of."""
    with desk.database.read() as connection:
        return unmatched_rows(connection)


def unmatched_rows(connection: Connection) -> tuple[UnmatchedRow, ...]:
    """The same, where the database is open already."""
    records = last_year_match_store.list_unmatched(connection)
    finder = _Finder(connection, records)
    return tuple(
        UnmatchedRow(
            one.import_id,
            one.file,
            one.sheet,
            one.row,
            one.reason,
            why_unmatched(one.reason),
            one.name,
            one.certificate_no,
            one.cells,
            RowId(one.id),
            _headers(one),
            finder.proposal(one),
            finder.candidates(one),
        )
        for one in records
    )


def why_unmatched(reason: str) -> Text:
    """The sentence of a reason; lines that are no person have the intake's."""
    if reason in set(Unmatched):
        return text(UNMATCHED_WORDS[Unmatched(reason)])
    return reason_message(reason) if reason in REASONS else Text(reason)


def _headers(one: UnmatchedRecord) -> tuple[str, ...]:
    return tuple(each["header"] for each in columns_of_row(one.columns, one.sheet, one.row))


class _Finder:
    """Who rows may be of: people of the roster whom no other row of the same import is of."""

    def __init__(self, connection: Connection, records: Iterable[UnmatchedRecord]) -> None:
        self._taken = last_year_match_store.taken_people(connection)
        self._codes = office_codes(connection)
        self._people = People()
        self._register = Register({}, {}, set())
        if any(one.reason in _NOBODYS for one in records):
            self._read_roster(connection)

    def _read_roster(self, connection: Connection) -> None:
        people, search = roster_store.load_people_and_search(connection)
        self._register = Register(people, {}, set(), self._codes)
        for number, person in people.items():
            if not person.out_of_scope:
                self._people.add(person, search[number])

    def candidates(self, one: UnmatchedRecord) -> tuple[Candidate, ...]:
        """The likeliest first."""
        if one.reason not in _NOBODYS:
            return ()
        is_lossy = one.reason == Unmatched.NUMBER_SHORTENED
        claim = claim_of(one.answers, one.cells, one.community, self._codes, is_lossy=is_lossy)
        return tuple(c for c in self._people.candidates(claim) if self._is_free(one, c))

    def proposal(self, one: UnmatchedRecord) -> Proposal | None:
        """The only one it can be: name and community agree, and the digits or the birth date."""
        if one.reason not in _NOBODYS:
            return None
        is_lossy = one.reason == Unmatched.NUMBER_SHORTENED
        said = _Said(one.answers, one.community, one.citizen_id, one.cells, is_lossy)
        found = propose(said, self._register)
        if found is None or not self._is_free(one, found):
            return None
        is_born_then = found.certificate_no[_BIRTH] == one.certificate_no[_BIRTH]
        return found if is_lossy or is_born_then else None

    def _is_free(self, one: UnmatchedRecord, found: Candidate | Proposal) -> bool:
        return found.certificate_no not in self._taken.get(one.import_id, ())
