"""A hint on how hard a password is to guess; never a rule beyond the shortest length."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

SHORTEST = 8


class Strength(StrEnum):
    """From refused to strong."""

    TOO_SHORT = "too_short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(password: str) -> Strength:
    """By length and variety: eight equal characters stay weak, a long sentence is strong."""
    if len(password) < SHORTEST:
        return Strength.TOO_SHORT
    variety = len(set(password))
    score = len(password) + 2 * _kinds(password)
    if variety < 5 or _is_run(password) or score < 13:
        return Strength.WEAK
    return Strength.STRONG if score >= 18 else Strength.FAIR


def _kinds(password: str) -> int:
    tests = (str.isdigit, str.islower, str.isupper)
    known = sum(any(test(c) for c in password) for test in tests)
    return known + any(not (c.isascii() and c.isalnum()) for c in password)


def _is_run(password: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    return steps <= {0, 1} or steps <= {0, -1}
