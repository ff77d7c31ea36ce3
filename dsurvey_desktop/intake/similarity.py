"""How alike two short texts are, by the pairs of characters they share."""

from __future__ import annotations

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.vocabulary import vocabulary


@remembers_words(20_000)
def character_pairs(key: str) -> frozenset[str]:
    """Neighbouring characters, and the first and last by themselves."""
    pairs = {key[place : place + 2] for place in range(len(key) - 1)}
    return frozenset(pairs | {f"^{key[:1]}", f"{key[-1:]}$"})


def similarity(first: str, second: str) -> float:
    """Dice's coefficient of the character pairs, 0 to 1."""
    mine, others = character_pairs(first), character_pairs(second)
    return 2 * len(mine & others) / (len(mine) + len(others))


def negations(key: str) -> frozenset[str]:
    """The words of denial in a text; two texts that differ in them never mean the same."""
    return frozenset(word for word in vocabulary().marks["negation"] if word in key)
