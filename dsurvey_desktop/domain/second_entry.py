"""Blind second entry: another person enters a drawn part again from the paper (product D7)."""

from __future__ import annotations

import math
from enum import StrEnum

GIVEN_ITEMS = ("certificate_no", "name")
"""What says whose paper it is; the second person is told it and does not enter it."""


class Kept(StrEnum):
    """Which of two answers stands; OTHER is a third one."""

    FIRST = "first"
    SECOND = "second"
    OTHER = "other"


def rate_interval(differing: int, fields: int) -> tuple[float, float]:
    """The 95 percent Wilson interval of a share, fields taken as independent of each other.

    Args:
        differing: fields that differ.
        fields: fields compared, at least 1.

    Returns:
        Lower and upper end, 0 to 1.
    """
    z = 1.959964
    share = differing / fields
    centre = share + z * z / (2 * fields)
    spread = z * math.sqrt(share * (1 - share) / fields + z * z / (4 * fields * fields))
    whole = 1 + z * z / fields
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)
