"""Drawing people so that anybody with seed and frame draws the same again (product F1)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence


def draw_share(frame: Mapping[str, Sequence[str]], share: float, seed: int) -> dict[str, list[str]]:
    """Draw a share of every community.

    Numbers are ordered by SHA-256 of `seed|number`; the first `ceil(share × n)` are drawn. The
    order does not depend on language, machine or how the frame was sorted.

    Args:
        frame: certificate numbers by community code.
        share: more than 0, at most 1; every community with people gives at least one.
        seed: any whole number.

    Returns:
        Drawn numbers by community code, in drawing order.
    """
    if not 0 < share <= 1:
        message = "share must be more than 0 and at most 1"
        raise ValueError(message)
    return {
        community: sorted(numbers, key=lambda number: _rank(seed, number))[
            : part_of(share, len(numbers))
        ]
        for community, numbers in sorted(frame.items())
    }


def frame_digest(numbers: Iterable[str]) -> str:
    """SHA-256 (hex) of the sorted numbers, a line each: what a sample was drawn from."""
    return hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def part_of(share: float, whole: int) -> int:
    """How many a share of `whole` is, rounded up, but not by a rounding error: 0.07 of 100 is 7."""
    return max(math.ceil(round(share * whole, 9)), min(1, whole))


def _rank(seed: int, number: str) -> bytes:
    return hashlib.sha256(f"{seed}|{number}".encode()).digest()
