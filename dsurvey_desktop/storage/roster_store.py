"""The roster: everybody who holds a certificate, in scope or not; nobody disappears."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select, update

from dsurvey_desktop.domain.ids import FileId
from dsurvey_desktop.domain.person import AFTER_CUTOFF, Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.dialect import bulk_insert, in_chunks, plain_rows
from dsurvey_desktop.storage.tables import entry, person, source_file

_PERSON_COLUMNS = (
    "certificate_no",
    "citizen_id",
    "name",
    "sex",
    "category",
    "grade",
    "hukou",
    "community_code",
    "community_name",
    "address",
    "phone",
    "card_state",
    "out_of_scope",
)


@dataclass(frozen=True, slots=True)
class MissingRecord:
    """A person in scope without an entry."""

    certificate_no: str
    name: str
    community_code: str
    community_name: str
    phone: str


class PersonChange(NamedTuple):
    """Somebody a roster changes: the row before and after.

    `before` is None for who is new (and has `is_gone` for who comes back), `after` for who is gone.
    """

    certificate_no: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def save_people(
    connection: Connection, people: Sequence[tuple[Person, str]], file_id: FileId
) -> tuple[PersonChange, ...]:
    """Replace the roster by a later one; who comes back is new.

    `people` are pairs of person and search text. Who is no longer listed is marked as gone and
    kept. Somebody of whom the later roster says the same keeps the place where it was first said.
    """
    before = {row["certificate_no"]: row for row in _all_rows(connection)}
    rows = {p.certificate_no: _to_row(p, search, file_id) for p, search in people}
    changes = [
        PersonChange(number, before.get(number), row)
        for number, row in rows.items()
        if number not in before or _differs(before[number], row)
    ]
    changes += [
        PersonChange(number, row, None)
        for number, row in before.items()
        if number not in rows and not row["is_gone"]
    ]
    came = [one for one in changes if one.after is not None]
    bulk_insert(connection, person, [one.after for one in came if one.before is None and one.after])
    _update_people(connection, [one.after for one in came if one.before and one.after])
    _mark_gone(connection, [one.certificate_no for one in changes if one.after is None])
    return tuple(changes)


def put_people_back(connection: Connection, before: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Let people stand as they stood; who was not there (None) is gone and kept."""
    _update_people(connection, [row for row in before.values() if row is not None])
    _mark_gone(connection, [number for number, row in before.items() if row is None])


def _all_rows(connection: Connection) -> list[dict[str, Any]]:
    names = [str(column.name) for column in person.columns]
    return [dict(zip(names, row, strict=True)) for row in connection.execute(select(person))]


def _mark_gone(connection: Connection, numbers: Sequence[str]) -> None:
    for chunk in in_chunks(numbers):
        listed = update(person).where(person.c.certificate_no.in_(chunk))
        connection.execute(listed.values(is_gone=True))


def apply_cutoff(connection: Connection, cutoff: date) -> int:
    """Say anew who was certified after the cut-off day (rule P05); how many are told otherwise."""
    day = cutoff.isoformat()
    changed = 0
    for old, new, is_other in (
        ("", AFTER_CUTOFF, person.c.certified_on > day),
        (AFTER_CUTOFF, "", person.c.certified_on <= day),
    ):
        result = connection.execute(
            update(person).where(person.c.out_of_scope == old, is_other).values(out_of_scope=new)
        )
        changed += int(result.rowcount)
    return changed


def _update_people(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    names = [name for name in rows[0] if name != "certificate_no"]
    values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
    statement = (
        update(person)
        .where(person.c.certificate_no == bindparam("b_certificate_no"))
        .values(values)
    )
    connection.execute(statement, [{f"b_{k}": v for k, v in row.items()} for row in rows])


def _to_row(one: Person, search: str, file_id: FileId) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(one, name) for name in _PERSON_COLUMNS}
    return row | {
        "certified_on": one.certified_on.isoformat() if one.certified_on else None,
        "search": search,
        "is_gone": False,
        "file_id": file_id,
        "sheet": one.place.sheet,
        "row_no": one.place.row,
    }


def _differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    names = (*_PERSON_COLUMNS, "certified_on", "is_gone", "search")
    return any(before[name] != after[name] for name in names)


def _itself(text: str, _same: str) -> str:
    return text


def load_people(connection: Connection) -> dict[str, Person]:
    """Everybody on the newest roster, by certificate number, out of scope ones included."""
    known: dict[str, str] = {}
    rows = plain_rows(connection, _people())
    return {row[0]: _to_person(row, known.setdefault) for row in rows}


def load_people_and_search(connection: Connection) -> tuple[dict[str, Person], dict[str, str]]:
    """The same, and what they are found by (name, pinyin, initials), both by certificate number."""
    known: dict[str, str] = {}
    people: dict[str, Person] = {}
    search: dict[str, str] = {}
    for row in plain_rows(connection, _people().add_columns(person.c.search)):
        people[row[0]] = _to_person(row, known.setdefault)
        search[row[0]] = row[-1]
    return people, search


def _people() -> Select[Any]:
    names = (*_PERSON_COLUMNS[:11], "certified_on", *_PERSON_COLUMNS[11:], "sheet", "row_no")
    return (
        select(*(person.c[name] for name in names), source_file.c.name)
        .join(source_file)
        .where(person.c.is_gone.is_(False))
    )


PERSON = _people().where(person.c.certificate_no == bindparam("number"))


def load_person(connection: Connection, certificate_no: str) -> Person | None:
    """One person; None when the number is not on the roster."""
    row = ask(connection, PERSON, number=certificate_no).first()
    return _to_person(row) if row else None


def _to_person(row: Sequence[Any], known: Callable[[str, str], str] = _itself) -> Person:
    """A person from the columns of `_people`, in the order of `Person`'s fields.

    `known(text, text)` gives the same text for all: a town's roster repeats a few words.
    """
    certified_on = _day(row[11]) if row[11] else None
    code, name, card, scope = row[7], row[8], row[12], row[13]
    place = Place(known(row[16], row[16]), known(row[14], row[14]), row[15])
    same = known(code, code), known(name, name)
    card, scope = known(card, card), known(scope, scope)
    return Person._make((*row[:7], *same, *row[9:11], certified_on, card, scope, place))


@remembers_words(4096)
def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def citizen_ids(connection: Connection) -> dict[str, str]:
    """The citizen ID of everybody on the newest roster, by certificate number."""
    statement = select(person.c.certificate_no, person.c.citizen_id)
    return dict(connection.execute(statement.where(person.c.is_gone.is_(False))).all())


def names_and_ids(connection: Connection, community_code: str) -> list[tuple[str, str]]:
    """Name and citizen ID of everybody of a community on the newest roster."""
    statement = select(person.c.name, person.c.citizen_id).where(
        person.c.is_gone.is_(False), person.c.community_code == community_code
    )
    return [(name, number) for name, number in connection.execute(statement)]


def search_text_of(connection: Connection, certificate_no: str) -> str:
    """What one person is found by; empty when the number is not on the roster."""
    found = connection.execute(
        select(person.c.search).where(person.c.certificate_no == certificate_no)
    ).scalar()
    return str(found or "")


def people_per_community(connection: Connection) -> dict[str, int]:
    """How many people in scope, by community code."""
    rows = connection.execute(
        select(person.c.community_code, func.count())
        .where(person.c.out_of_scope == "", person.c.is_gone.is_(False))
        .group_by(person.c.community_code)
    )
    return dict(rows.all())


def community_names(connection: Connection) -> dict[str, str]:
    """Names of communities by code as the roster spells them; a district has no other list."""
    rows = connection.execute(
        select(person.c.community_code, func.max(person.c.community_name))
        .where(person.c.community_name != "")
        .group_by(person.c.community_code)
    )
    return {code: name for code, name in rows}  # noqa: C416 - rows are no plain pairs


def list_missing(connection: Connection, community_code: str = "") -> tuple[MissingRecord, ...]:
    """People in scope without entry (rule P06), by community and name."""
    statement = (
        select(person)
        .outerjoin(entry, entry.c.certificate_no == person.c.certificate_no)
        .where(person.c.out_of_scope == "", person.c.is_gone.is_(False), entry.c.id.is_(None))
        .order_by(person.c.community_code, person.c.name)
    )
    if community_code:
        statement = statement.where(person.c.community_code == community_code)
    return tuple(
        MissingRecord(
            row.certificate_no, row.name, row.community_code, row.community_name, row.phone
        )
        for row in connection.execute(statement)
    )


def roster_digest(connection: Connection) -> str:
    """SHA-256 (hex) over the sorted certificate numbers in scope."""
    numbers: Iterable[str] = connection.execute(
        select(person.c.certificate_no)
        .where(person.c.out_of_scope == "", person.c.is_gone.is_(False))
        .order_by(person.c.certificate_no)
    ).scalars()
    return hashlib.sha256("\n".join(numbers).encode()).hexdigest()
