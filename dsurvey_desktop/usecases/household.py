"""Who the head of a person's household is, as far as roster and other forms say (items T1, T2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.numbers import as_citizen_id, parse_certificate
from dsurvey_desktop.storage import entry_store, roster_store
from dsurvey_desktop.storage.entry_store import EntryRecord

_NAME, _ID = "householder_name", "householder_id"


@dataclass(frozen=True, slots=True)
class Household:
    """Names and citizen IDs by which the head of the household may be known; one is a proposal."""

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def says(self, item: str) -> Iterator[Value]:
        """What is proposed for an item: only what leaves one person."""
        known = {_NAME: self.names, _ID: self.ids}.get(item, frozenset())
        if len(known) == 1:
            yield from known


def household_of(connection: Connection, record: EntryRecord) -> Household:
    """The head that the form names, looked up by name or by citizen ID in the community.

    The person may be the head; others who live there are on the roster, or say the same head.
    """
    name, number = (str(record.answers.get(item, "")) for item in (_NAME, _ID))
    known = as_citizen_id(number)
    if bool(name) == bool(known):
        return Household()
    pairs = frozenset(_known_pairs(connection, record))
    return Household(
        frozenset(one for one, theirs in pairs if theirs == known) if known else frozenset(),
        frozenset(theirs for one, theirs in pairs if one == name) if name else frozenset(),
    )


def _known_pairs(connection: Connection, record: EntryRecord) -> Iterator[tuple[str, str]]:
    """Name and citizen ID of everybody who may be the head."""
    own = parse_certificate(record.certificate_no)
    if own is not None:
        yield str(record.answers.get("name", "")), own.citizen_id
    yield from roster_store.names_and_ids(connection, record.community_code)
    for answers in entry_store.answers_in(connection, record.community_code):
        name, number = str(answers.get(_NAME, "")), as_citizen_id(str(answers.get(_ID, "")))
        if name and number and answers.get("address") == record.answers.get("address"):
            yield name, number
