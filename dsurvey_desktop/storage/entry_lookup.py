"""Looking entries up by number, citizen ID, state and answers, without reading them whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select

from dsurvey_desktop.domain.entry import Answers, EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.numbers import by_citizen
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode
from dsurvey_desktop.storage.dialect import in_chunks, range_of
from dsurvey_desktop.storage.tables import entry


class Standing(NamedTuple):
    """What intake compares a row with; answers by a digest, since they would fill the memory."""

    id: EntryId
    state: EntryState
    answers_digest: str


class StandingRow(NamedTuple):
    """The same with `answers_json` as stored, under the edition named."""

    certificate_no: str
    id: EntryId
    state: EntryState
    answers_json: str
    form_digest: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Whose answers, and what they say."""

    id: EntryId
    certificate_no: str
    name: str
    community_code: str
    answers: Answers


def answered_with_status(
    connection: Connection, status: str, community: str = ""
) -> list[Answered]:
    """Entries of a personal status and of a community (empty for all), by id."""
    columns = (entry.c.id, entry.c.certificate_no, entry.c.name, entry.c.community_code)
    statement = select(*columns, entry.c.answers_json).where(entry.c.status == status)
    if community:
        statement = statement.where(entry.c.community_code == community)
    rows = connection.execute(statement.order_by(entry.c.id))
    return [
        Answered(EntryId(number), certificate, name, code, decode(answers))
        for number, certificate, name, code, answers in rows
    ]


def standing_rows(connection: Connection) -> Iterator[StandingRow]:
    """What there is."""
    columns = (entry.c.id, entry.c.state, entry.c.answers_json, entry.c.form_digest)
    rows = connection.execute(select(entry.c.certificate_no, *columns))
    for number, entry_id, state, answers, digest in rows:
        yield StandingRow(number, EntryId(entry_id), EntryState(state), answers, digest)


@dataclass(frozen=True, slots=True)
class Brief:
    """An entry as far as it matters to whom a roster changes."""

    id: EntryId
    certificate_no: str
    name: str
    state: EntryState
    community_code: str


def brief_entries(connection: Connection, numbers: Sequence[str]) -> dict[str, Brief]:
    """The entries of these certificate numbers."""
    columns = (entry.c.id, entry.c.certificate_no, entry.c.name, entry.c.state)
    found = {}
    for chunk in in_chunks(numbers):
        wanted = select(*columns, entry.c.community_code).where(entry.c.certificate_no.in_(chunk))
        for number, certificate_no, name, state, code in connection.execute(wanted):
            brief = Brief(EntryId(number), certificate_no, name, EntryState(state), code)
            found[certificate_no] = brief
    return found


def states_of(connection: Connection, ids: Sequence[EntryId]) -> dict[int, EntryState]:
    """The states of these entries, by id."""
    found: dict[int, EntryState] = {}
    for chunk in in_chunks(ids):
        rows = connection.execute(select(entry.c.id, entry.c.state).where(entry.c.id.in_(chunk)))
        found |= {number: EntryState(state) for number, state in rows}
    return found


def certificate_numbers(connection: Connection) -> set[str]:
    """Whose entries there are."""
    return set(connection.execute(select(entry.c.certificate_no)).scalars())


def twins_of(connection: Connection, certificate_no: str) -> tuple[str, ...]:
    """Other certificate numbers with entries under the same citizen ID (rule P04)."""
    return tuple(ask(connection, TWINS_OF, **twins_asked(certificate_no)).scalars())


TWINS_OF = select(entry.c.certificate_no).where(
    entry.c.certificate_no.between(bindparam("first"), bindparam("last")),
    entry.c.certificate_no != bindparam("number"),
)


def twins_asked(certificate_no: str) -> dict[str, str]:
    """What `TWINS_OF` is asked with for one certificate."""
    first, last = range_of(certificate_no[:18])
    return {"first": first, "last": last, "number": certificate_no}


def with_twins(connection: Connection, ids: Collection[EntryId]) -> set[EntryId]:
    """These entries and those under the same citizen IDs, whose findings name each other (P04)."""
    wanted, citizens = set(ids), {}
    for number, certificate_no in connection.execute(select(entry.c.id, entry.c.certificate_no)):
        citizens[EntryId(number)] = certificate_no[:18]
    shared = {citizens[entry_id] for entry_id in wanted}
    return wanted | {entry_id for entry_id, citizen in citizens.items() if citizen in shared}


def certificates_by_citizen(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Certificate numbers of all entries by citizen ID (rule P04)."""
    return by_citizen(connection.execute(select(entry.c.certificate_no)).scalars())


def residents_in_care(connection: Connection, community: str = "") -> dict[str, int]:
    """Entries that say elder care at home or in the community, by community code (rule C03).

    All answers are read for it, those of one community in a hundredth of the time.
    """
    says_care = [entry.c.answers_json.contains(f'"elder_care_now":"{code}"') for code in ("1", "2")]
    found = select(entry.c.community_code, func.count()).where(or_(*says_care))
    if community:
        found = found.where(entry.c.community_code == community)
    rows = connection.execute(found.group_by(entry.c.community_code))
    return dict(rows.all())


def count_elsewhere(connection: Connection, form_digest: str) -> int:
    """How many entries stand on another form edition."""
    elsewhere = select(func.count()).select_from(entry).where(entry.c.form_digest != form_digest)
    return int(connection.execute(elsewhere).scalar_one())


def count_per_community(connection: Connection, state: EntryState | None = None) -> dict[str, int]:
    """Entries of each community, of a state or all; a community without any is left out."""
    statement = select(entry.c.community_code, func.count().label("entries")).group_by(
        entry.c.community_code
    )
    if state is not None:
        statement = statement.where(entry.c.state == state.value)
    return {row.community_code: row.entries for row in connection.execute(statement)}
