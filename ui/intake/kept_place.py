"""Where somebody stands in a list that was read again."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def place_after(before: Sequence[Hashable], at: int, now: Sequence[Hashable]) -> int:
    """The line that was stood on, else the next one that is left, else the last before it.

    Args:
        before: what names each line of the old list.
        at: the line of it that was stood on; below 0 for none.
        now: what names each line of the new list.
    """
    places = {name: place for place, name in enumerate(now)}
    at = max(at, 0)
    order = (*before[at:], *reversed(before[:at]))
    return next((places[name] for name in order if name in places), 0)
