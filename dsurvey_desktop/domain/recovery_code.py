"""The code on the recovery sheet: 160 random bits in letters and digits that nobody mixes up."""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs: no I, O, 0 or 1."""
GROUPS, GROUP_LENGTH = 8, 4


def new_recovery_code() -> str:
    """A code of eight groups of four, 160 bits of the system's random source."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def canonical_recovery_code(typed: str) -> str:
    """The code as it was printed, however it was typed; other words stay as they are."""
    signs = _signs(typed)
    if len(signs) != GROUPS * GROUP_LENGTH or not set(signs) <= set(ALPHABET):
        return typed
    starts = range(0, len(signs), GROUP_LENGTH)
    return "-".join("".join(signs[start : start + GROUP_LENGTH]) for start in starts)


def is_slip_of_recovery_code(typed: str) -> bool:
    """True for words that somebody means as a code, but none can be: a sign too many, or an O."""
    signs = _signs(typed)
    is_code = len(signs) == GROUPS * GROUP_LENGTH and set(signs) <= set(ALPHABET)
    groups = [len(_signs(one)) for one in typed.replace("-", " ").split()]
    in_groups = abs(len(groups) - GROUPS) <= 1 and all(
        abs(length - GROUP_LENGTH) <= 1 for length in groups
    )
    return in_groups and not is_code


def _signs(typed: str) -> list[str]:
    """Letters and digits as they are printed, whatever stands between them."""
    return [s for s in unicodedata.normalize("NFKC", typed).upper() if s.isalnum()]
