"""How alike two names are: the same, written otherwise, sounding alike, or one character off."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.vocabulary import vocabulary
from dsurvey_desktop.usecases.search_text import readings

_GAPS = re.compile(r"[\s\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65\u0387\u2e31\u25cf.。]+")
_BRACKETED = re.compile(r"[(\[{<【〔][^)\]}>】〕]*[)\]}>】〕]")
_BRACKET = re.compile(r"[(\[{<【〔（［｛＜]")
_TOKEN = re.compile(r"[a-z]+|.", re.DOTALL)
_UNREADABLE = "\0"
"""A character that the sender could not type; it fits any."""
_LEAST_FOR_ONE_OFF = 3
"""In a name of two characters one that differs leaves the surname only."""


class Likeness(IntEnum):
    """From nothing in common to the same."""

    NONE = 0
    ONE_DIFFERS = 1
    SOUNDS_ALIKE = 2
    WRITTEN_OTHERWISE = 3
    SAME = 4


@remembers_words(16_384)
def name_tokens(name: str) -> tuple[str, ...]:
    """A name's characters without blanks and dots; letters that stand for one are one token."""
    folded = unicodedata.normalize("NFKC", name).lower()
    folded = _BRACKETED.sub(_stand_in, _GAPS.sub("", folded))
    return tuple(_token(one) for one in _TOKEN.findall(folded))


def name_key(name: str) -> str:
    """The same for a name in traditional, simplified and variant characters."""
    variants = _variants()
    return "".join(variants.get(token, token) for token in name_tokens(name))


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are; names of different length have nothing in common.

    Brackets may describe a character that could not be typed, or be a remark: `张三（已故）`.
    """
    if _BRACKET.search(one) is None and _BRACKET.search(other) is None:
        return _likeness(one, other)
    plain = [_BRACKETED.sub("", unicodedata.normalize("NFKC", name)) for name in (one, other)]
    return max(_likeness(one, other), _likeness(*plain))


def _likeness(one: str, other: str) -> Likeness:
    mine, others = name_tokens(one), name_tokens(other)
    is_nothing = any(set(tokens) <= {_UNREADABLE} for tokens in (mine, others))
    if is_nothing or len(mine) != len(others):
        return Likeness.NONE
    each = [_token_likeness(a, b) for a, b in zip(mine, others, strict=True)]
    different = each.count(Likeness.NONE)
    if not different:
        return min(each)
    is_close = different == 1 and len(mine) >= _LEAST_FOR_ONE_OFF
    return Likeness.ONE_DIFFERS if is_close else Likeness.NONE


def _token_likeness(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    variants = _variants()
    if variants.get(one, one) == variants.get(other, other) or _UNREADABLE in (one, other):
        return Likeness.WRITTEN_OTHERWISE
    if one.isascii() or other.isascii():
        is_spelt = one in readings(other) or other in readings(one)
        return Likeness.WRITTEN_OTHERWISE if is_spelt else Likeness.NONE
    is_heard = not set(readings(one)).isdisjoint(readings(other))
    return Likeness.SOUNDS_ALIKE if is_heard else Likeness.NONE


def _token(token: str) -> str:
    """What is neither a letter nor an ideograph, or only privately agreed, says nothing."""
    is_known = token.isalpha() and unicodedata.category(token[0]) != "Co"
    return token if is_known else _UNREADABLE


def _stand_in(match: re.Match[str]) -> str:
    """`王(yan)` and `王[龙天]`: letters are a spelling, ideographs a description of one."""
    inner = match[0][1:-1]
    return inner if inner.isascii() and inner.isalpha() else _UNREADABLE


@cache
def _variants() -> dict[str, str]:
    """The first character of its group, by each of the others."""
    return {one: group[0] for group in vocabulary().name_variants for one in group}
