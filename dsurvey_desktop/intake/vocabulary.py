"""The words of this field that files are read by: aliases and marks, kept as data."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dsurvey_desktop.domain.resources import resources_folder


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by use; all lists come from `resources/intake/`.

    Attributes:
        aliases: other headers of an item, by kind of form and item name.
        value_aliases: other words for a choice, by its label.
        known_columns: headers that no form needs (metadata, running number, ...).
        roles: how a text item is cleaned (`name`, `number`, `phone`), by item name.
        marks: words that tell something of a line or cell, by what they tell.
        date_words: words in dates and what they stand for.
        community_offices: names of a community's office and of the community itself.
        no_communities: words that look like a community's name and are none.
        corrections: what a column of a correction file is, by its header without blanks.
        lone_choices: words about columns that ask for one choice of an item by yes or no, by item,
            the choice's label and what they are (`header`, `yes`, `no`).
        header_words: last words of headers by the sort of thing they ask for, words that ask
            `whether`, and `general` ones that any header may hold.
        name_variants: groups of characters that names are written with alike.
        copy_marks: what stands in a file's name where it is another copy of one, longest first.
    """

    aliases: Mapping[tuple[str, str], tuple[str, ...]]
    value_aliases: Mapping[str, tuple[str, ...]]
    known_columns: tuple[str, ...]
    roles: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]
    date_words: tuple[tuple[str, str], ...]
    community_offices: tuple[tuple[str, str], ...]
    no_communities: frozenset[str]
    lone_choices: Mapping[tuple[str, str, str], tuple[str, ...]]
    header_words: Mapping[str, tuple[str, ...]]
    name_variants: tuple[str, ...]
    corrections: Mapping[str, str]
    copy_marks: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The lists, read once."""
    return Vocabulary(
        aliases=_aliases(),
        value_aliases=_grouped("value_aliases.csv"),
        known_columns=tuple(word for (word,) in _lines("known_columns.csv")),
        roles=dict(_pairs("text_roles.csv")),
        marks=_grouped("marks.csv"),
        date_words=tuple(_pairs("date_words.csv")),
        community_offices=tuple(_pairs("community_offices.csv")),
        no_communities=frozenset(word for (word,) in _lines("no_communities.csv")),
        lone_choices=_lone_choices(),
        header_words=_grouped("header_words.csv"),
        name_variants=tuple(group for (group,) in _lines("name_variants.csv")),
        corrections={word: part for part, word in _pairs("correction_columns.csv")},
        copy_marks=tuple(
            sorted((word for (word,) in _lines("copy_marks.csv")), key=len, reverse=True)
        ),
    )


def _lines(file: str) -> Iterator[list[str]]:
    path = resources_folder() / "intake" / file
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from (row for row in rows if row)


def _pairs(file: str) -> Iterator[tuple[str, str]]:
    yield from ((first, second) for first, second in _lines(file))


def _aliases() -> dict[tuple[str, str], tuple[str, ...]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for form, item, alias in _lines("aliases.csv"):
        groups.setdefault((form, item), []).append(alias)
    return {key: tuple(words) for key, words in groups.items()}


def _lone_choices() -> dict[tuple[str, str, str], tuple[str, ...]]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for item, label, kind, word in _lines("lone_choices.csv"):
        groups.setdefault((item, label, kind), []).append(word)
    return {key: tuple(words) for key, words in groups.items()}


def _grouped(file: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, word in _pairs(file):
        groups.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in groups.items()}
