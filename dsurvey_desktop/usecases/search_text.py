"""What a name is found by: itself, its pinyin, its initials (product A4)."""

from __future__ import annotations

from functools import lru_cache

SEPARATOR = "\n"


def search_text(name: str) -> str:
    """Name, pinyin and initials in lower case; a surname's other readings are added.

    Example: 曾小超 gives the lines `曾小超`, `zengxiaochao`, `zxc`, `cengxiaochao`, `cxc`.
    """
    heard = [readings(character) for character in name if not character.isspace()]
    if not heard:
        return name.lower()
    tail = [one[0] for one in heard[1:]]
    parts = [name.lower()]
    for first in heard[0]:
        syllables = [first, *tail]
        parts += ["".join(syllables), "".join(syllable[:1] for syllable in syllables)]
    return SEPARATOR.join(dict.fromkeys(parts))


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
