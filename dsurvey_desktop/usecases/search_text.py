"""What a name is found by: itself, its pinyin, its initials (product A4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

SEPARATOR = "\n"
SEARCH_VERSION = 2
"""Rises whenever a name gets another search text than before; offices are then given it anew."""
_DOTS = str.maketrans("", "", "·•・‧⋅∙.．")


def search_text(name: str) -> str:
    """Name, pinyin and initials in lower case; a surname's other readings are added.

    Example: 曾小超 gives the lines `曾小超`, `zengxiaochao`, `zxc`, `cengxiaochao`, `cxc`. A name
    with dots or blanks is there without them, too.
    """
    parts = [name.lower()]
    for syllables in _heard(plain_name(name)):
        parts += ["".join(syllables), "".join(syllable[:1] for syllable in syllables)]
    return SEPARATOR.join(dict.fromkeys((*parts, plain_name(name)) if len(parts) > 1 else parts))


def plain_name(name: str) -> str:
    """A name in lower case without blanks and middle dots, as most people type it."""
    return "".join(name.translate(_DOTS).lower().split())


def sounds_of(name: str) -> tuple[str, ...]:
    """The pinyin of a name or of a part of one, once for each reading of its first character."""
    return tuple("".join(syllables) for syllables in _heard(name))


def _heard(name: str) -> Iterator[list[str]]:
    """Its syllables; only the first character, a surname mostly, is heard in all ways."""
    heard = [readings(character) for character in name]
    if heard:
        tail = [one[0] for one in heard[1:]]
        yield from ([first, *tail] for first in heard[0])


def entry_search(on_roster: str, name: str) -> str:
    """What an entry is found by: the roster's name and, where it differs, the form's own."""
    if not name or name.lower() in on_roster.split(SEPARATOR):
        return on_roster
    return SEPARATOR.join(part for part in (on_roster, search_text(name)) if part)


@lru_cache(maxsize=16_384)
def readings(character: str) -> tuple[str, ...]:
    """All readings of a character in lower case without tones; itself where it has none."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - loads a dictionary of some 10 MB

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors=lambda unknown: unknown)
    return tuple(dict.fromkeys(reading.lower() for reading in found[0])) if found else ("",)
