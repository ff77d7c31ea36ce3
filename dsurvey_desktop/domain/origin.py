"""Where a proposed answer comes from."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """CELL is said in the answer's own cell besides; PHONE is the telephone on the roster.

    NOT_ASKED proposes to leave the answer blank.
    """

    ROSTER = "roster"
    PHONE = "roster_phone"
    CELL = "in_cell"
    NORMALISED = "normalised"
    HOUSEHOLD = "household"
    LAST_YEAR = "last_year"
    SPOT_CHECK = "spot_check"
    NOT_ASKED = "not_asked"
