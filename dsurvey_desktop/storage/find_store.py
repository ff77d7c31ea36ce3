"""Finding people: on the roster and among the entries, the likeliest first. All work is in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage.tables import entry, person

LINE_END = "\n"
"""Between the lines of a search text: name, pinyin, initials."""
_BEGINS, _CONTAINS, _SOUNDS, _OTHERWISE = range(4)
"""How well a word fits, the best first."""


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """One word of what is sought; all words must fit.

    Attributes:
        word: in lower case.
        sounds: its readings in pinyin, under which names that sound alike are found.
        communities: codes of the communities it names.
        is_number: it may be part of a certificate or telephone number.
        is_short: one letter or digit, of which only the beginning of a name or number counts.
    """

    word: str
    sounds: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    is_number: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """Somebody; `out_of_scope` and `is_gone` are None for who is on no roster.

    `entry` and `state` are None without an entry; `phones` those of the roster and of the entry.
    """

    certificate_no: str
    name: str
    community_code: str
    community_name: str
    phones: tuple[str, ...]
    out_of_scope: str | None
    is_gone: bool | None
    entry: EntryId | None
    state: EntryState | None


@dataclass(frozen=True, slots=True)
class _Where:
    """The columns of a table that people are found by."""

    table: FromClause
    search: Column[str]
    number: Column[str]
    phones: Column[str]
    community: Column[str]
    name: Column[str]


_PLACES = (
    _Where(
        person, person.c.search, person.c.certificate_no, person.c.phone, person.c.community_code,
        person.c.name,
    ),
    _Where(
        entry, entry.c.search, entry.c.certificate_no, entry.c.phones, entry.c.community_code,
        entry.c.name,
    ),
)  # fmt: skip


def find(connection: Connection, words: Sequence[SoughtWord], most: int) -> list[str]:
    """Certificate numbers of whom all words fit, the best first; at most `most`."""
    best: dict[str, tuple[Any, ...]] = {}
    for place in _PLACES:
        for row in connection.execute(_likeliest(place, words).limit(most)):
            order = tuple(row)
            best[row.number] = min(order, best.get(row.number, order))
    return sorted(best, key=best.__getitem__)[:most]


def _likeliest(place: _Where, words: Sequence[SoughtWord]) -> Any:
    fit = sum((_fit(place, word) for word in words[1:]), _fit(place, words[0]))
    columns = (
        fit.label("fit"),
        func.length(place.name).label("length"),
        place.name.label("name"),
        place.number.label("number"),
    )
    fits = and_(*(or_(*_ways(place, word)) for word in words))
    return select(*columns).select_from(place.table).where(fits).order_by(*columns)


def _ways(place: _Where, word: SoughtWord) -> Iterator[ColumnElement[bool]]:
    if word.is_short:
        yield from _beginnings(place, word)
        return
    if not word.word.isdigit():  # which no name holds
        yield place.search.contains(word.word, autoescape=True)
    if word.is_number:
        yield place.number.contains(word.word.upper())
        yield place.phones.contains(word.word)
    yield from (place.search.contains(sound, autoescape=True) for sound in word.sounds)
    if word.communities:
        yield place.community.in_(word.communities)


def _fit(place: _Where, word: SoughtWord) -> ColumnElement[int]:
    """How well a word fits whoever was found; parts of numbers all fit alike."""
    if word.is_short or word.word.isdigit():
        return literal(_BEGINS)
    holds = place.search.contains(word.word, autoescape=True)
    cases = [(or_(*_beginnings(place, word)), _BEGINS), (holds, _CONTAINS)]
    sounds = [place.search.contains(sound, autoescape=True) for sound in word.sounds]
    return case(*cases, *((or_(*ways), _SOUNDS) for ways in [sounds] if ways), else_=_OTHERWISE)


def _beginnings(place: _Where, word: SoughtWord) -> Iterator[ColumnElement[bool]]:
    yield place.search.startswith(word.word, autoescape=True)
    yield place.search.contains(LINE_END + word.word, autoescape=True)
    if word.is_number:
        yield place.number.startswith(word.word.upper())


def load_found(connection: Connection, numbers: Sequence[str]) -> tuple[FoundRecord, ...]:
    """What is known of these people, in the order given; at most a page of a few hundred."""
    people = _by_number(connection, person, numbers)
    entries = _by_number(connection, entry, numbers)
    return tuple(
        _record(number, people.get(number), entries.get(number))
        for number in numbers
        if number in people or number in entries
    )


def _by_number(connection: Connection, table: Any, numbers: Iterable[str]) -> dict[str, Any]:
    rows = connection.execute(
        select(*(table.c[name] for name in _COLUMNS[table.name])).where(
            table.c.certificate_no.in_(list(numbers))
        )
    )
    return {row.certificate_no: row for row in rows}


_COLUMNS = {
    "person": (
        *("certificate_no", "name", "community_code", "community_name"),
        *("phone", "out_of_scope", "is_gone"),
    ),
    "entry": ("certificate_no", "name", "community_code", "id", "state", "phones"),
}


def _record(number: str, listed: Any, stands: Any) -> FoundRecord:
    known = listed if listed is not None else stands
    phones = [listed.phone] if listed is not None else []
    phones += stands.phones.split() if stands is not None else []
    return FoundRecord(
        certificate_no=number,
        name=known.name,
        community_code=known.community_code,
        community_name=listed.community_name if listed is not None else "",
        phones=tuple(dict.fromkeys(phone for phone in phones if phone)),
        out_of_scope=listed.out_of_scope if listed is not None else None,
        is_gone=listed.is_gone if listed is not None else None,
        entry=EntryId(stands.id) if stands is not None else None,
        state=EntryState(stands.state) if stands is not None else None,
    )
