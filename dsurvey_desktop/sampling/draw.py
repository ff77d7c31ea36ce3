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
    wanted = {community: part_of(share, len(numbers)) for community, numbers in frame.items()}
    return draw_counts(frame, wanted, seed)


def draw_counts(
    frame: Mapping[str, Sequence[str]], wanted: Mapping[str, int], seed: int
) -> dict[str, list[str]]:
    """Draw so many of every community, in the order of `draw_share`."""
    return {
        community: sorted(numbers, key=lambda number: _rank(seed, number))[: wanted[community]]
        for community, numbers in sorted(frame.items())
    }


def draw_number(frame: Mapping[str, Sequence[str]], number: int, seed: int) -> dict[str, list[str]]:
    """Draw a number of the whole frame: the first in that order, whatever their community."""
    everybody = (one for numbers in frame.values() for one in numbers)
    drawn = set(sorted(everybody, key=lambda one: _rank(seed, one))[:number])
    found = draw_counts(frame, {code: len(numbers) for code, numbers in frame.items()}, seed)
    return {code: [one for one in numbers if one in drawn] for code, numbers in found.items()}


def frame_digest(numbers: Iterable[str]) -> str:
    """SHA-256 (hex) of the sorted numbers, a line each: what a sample was drawn from."""
    return hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def part_of(share: float, whole: int) -> int:
    """How many a share of `whole` is, rounded up, but not by a rounding error: 0.07 of 100 is 7."""
    return max(math.ceil(round(share * whole, 9)), min(1, whole))


def _rank(seed: int, number: str) -> bytes:
    return hashlib.sha256(f"{seed}|{number}".encode()).digest()
