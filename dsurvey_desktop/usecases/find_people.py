"""Finding anyone by name, sound, part of a number, telephone or community (product A4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import find_store, office_store
from dsurvey_desktop.storage.find_store import FoundRecord, SoughtWord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.found_views import FoundPeople, FoundPerson, Standing
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.search_text import plain_name, search_text, sounds_of

MOST_FOUND = 50
_MOST_WORDS = 6
_SHORTEST_PINYIN = 4
"""Letters of a community's name in pinyin; fewer would be everybody's initials."""
_NUMBER = "0123456789xb-"


def find_people(desk: Desk, words: str, most: int = MOST_FOUND) -> FoundPeople:
    """Whom all words fit, the likeliest first; without words nobody.

    A word is part of a name, of its pinyin or initials, of a certificate or telephone number, or
    the name of a community; names that sound alike come behind those that are written so.
    """
    typed = unicodedata.normalize("NFKC", words).lower().split()[:_MOST_WORDS]
    if not typed:
        return FoundPeople(words, (), has_more=False)
    with desk.database.read() as connection:
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        is_alone = len(typed) == 1
        sought = [_sought(word, names, is_alone=is_alone) for word in typed]
        numbers = find_store.find(connection, sought, most + 1)
        people = _load(connection, numbers[:most], names)
    return FoundPeople(words, people, has_more=len(numbers) > most)


def find_person(desk: Desk, certificate_no: str) -> FoundPerson:
    """Somebody by certificate number; AppError `no_person`."""
    with desk.database.read() as connection:
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        return _one(connection, certificate_no, names)


def reveal_person(desk: Desk, certificate_no: str) -> None:
    """Note in the log that somebody's numbers were shown (product I2); AppError `no_person`."""
    with desk.database.write() as connection:
        found = _one(connection, certificate_no, {})
        if found.entry is not None:
            note(connection, desk, "number_shown", f"entry {found.entry}")
        else:
            detail = {"certificate_no": found.certificate_no}
            note(connection, desk, "number_shown", "roster", detail)


def _one(connection: Connection, number: str, names: Mapping[str, str]) -> FoundPerson:
    for found in _load(connection, [number.strip().upper()], names):
        return found
    raise AppError(
        "no_person",
        text("Nobody is known under this certificate number."),
        text("Please look for the name or a part of the number."),
    )


def _load(
    connection: Connection, numbers: list[str], names: Mapping[str, str]
) -> tuple[FoundPerson, ...]:
    return tuple(_person(one, names) for one in find_store.load_found(connection, numbers))


def _sought(word: str, names: Mapping[str, str], *, is_alone: bool) -> SoughtWord:
    plain = plain_name(word)
    is_number = not word.strip(_NUMBER)
    return SoughtWord(
        plain or word,
        () if is_number else tuple(one for one in sounds_of(plain) if one != plain),
        () if is_number else tuple(_communities(plain, names)),
        is_number,
        is_short=is_alone and len(plain) <= 1 and word.isascii(),
    )


def _communities(word: str, names: Mapping[str, str]) -> Iterator[str]:
    for code, name in names.items():
        lines = search_text(name).split(find_store.LINE_END)
        pinyin = word.isascii() and len(word) >= _SHORTEST_PINYIN
        if word and (word in name or (pinyin and any(one.startswith(word) for one in lines))):
            yield code


def _person(one: FoundRecord, names: Mapping[str, str]) -> FoundPerson:
    return FoundPerson(
        certificate_no=one.certificate_no,
        name=one.name,
        community_code=one.community_code,
        community_name=names.get(one.community_code) or one.community_name,
        phones=one.phones,
        standing=_standing(one),
        entry=one.entry,
        state=one.state,
    )


def _standing(one: FoundRecord) -> Standing:
    if one.is_gone is None:
        return Standing.NOT_LISTED
    if one.is_gone:
        return Standing.GONE
    return Standing(one.out_of_scope or Standing.IN_SCOPE)
