"""What sort of thing a header asks for, and about what: two that differ in it never agree.

Chinese says the sort last: `未入户原因` asks for a reason, `改造金额` for money. What is left
beside it, without words that any header may hold, is what it asks about.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.vocabulary import vocabulary

_WHETHER, _GENERAL = "whether", "general"
_NO_SORTS = (_WHETHER, _GENERAL)
_OF_WHETHER = ("person", "office")
"""What `是否有体育健身指导员` ends in is no sort: it asks for yes or no."""
_MOST_NEW, _MOST_LEFT_OUT = 1 / 3, 1 / 2
"""The shares of what a header, and a known one, asks about that the other does not speak of."""


class Sense(NamedTuple):
    """The sort of thing asked for, empty for none in particular, and the rest of the words."""

    sort: str
    topic: str


@remembers_words(20_000)
def sense_of(key: str) -> Sense:
    """Of a header without blanks and signs."""
    tail = next((word for word in _sorts() if key.endswith(word)), "")
    if _sorts().get(tail) in _OF_WHETHER and key.startswith(vocabulary().header_words[_WHETHER]):
        tail = ""
    topic = key.removesuffix(tail)
    for word in _general():
        topic = topic.replace(word, "")
    return Sense(_sorts().get(tail, ""), topic)


def may_be_the_same(header: str, known: str) -> bool:
    """False where two similar headers ask for different things: `未入户原因`, `未入学原因`."""
    own, theirs = sense_of(header), sense_of(known)
    if own.sort != theirs.sort:
        return False
    if not own.topic or not theirs.topic:
        return own.topic == theirs.topic
    is_new = _share_outside(own.topic, known) >= _MOST_NEW
    return not is_new and _share_outside(theirs.topic, header) < _MOST_LEFT_OUT


def _share_outside(topic: str, words: str) -> float:
    return sum(character not in words for character in topic) / len(topic)


@cache
def _sorts() -> dict[str, str]:
    """The sort by its word, the longest first: `人数` before `数`."""
    sorts = vocabulary().header_words.items()
    pairs = [(word, sort) for sort, words in sorts if sort not in _NO_SORTS for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _general() -> tuple[str, ...]:
    return tuple(sorted(vocabulary().header_words[_GENERAL], key=len, reverse=True))
