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
    signs = [s for s in unicodedata.normalize("NFKC", typed).upper() if s not in " -–—_\t"]
    if len(signs) != GROUPS * GROUP_LENGTH or not set(signs) <= set(ALPHABET):
        return typed
    starts = range(0, len(signs), GROUP_LENGTH)
    return "-".join("".join(signs[start : start + GROUP_LENGTH]) for start in starts)
