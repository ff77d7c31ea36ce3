"""Where a proposed answer comes from."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """PHONE is the telephone on the roster; NOT_ASKED proposes to leave the answer blank."""

    ROSTER = "roster"
    PHONE = "roster_phone"
    NORMALISED = "normalised"
    HOUSEHOLD = "household"
    LAST_YEAR = "last_year"
    SPOT_CHECK = "spot_check"
    NOT_ASKED = "not_asked"
