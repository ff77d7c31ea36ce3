"""Why somebody on the roster has no entry (product D8)."""

from __future__ import annotations

from enum import StrEnum

from dsurvey_desktop.domain.texts import N_


class AbsenceReason(StrEnum):
    """What is known of a person whom nobody could survey."""

    DEAD = "dead"
    MOVED = "moved"
    NOT_LIVING_HERE = "not_living_here"
    AWAY = "away"
    NOT_FOUND = "not_found"


ABSENCE_WORDS = {
    AbsenceReason.DEAD: N_("dead"),
    AbsenceReason.MOVED: N_("moved away"),
    AbsenceReason.NOT_LIVING_HERE: N_("registered but not living here"),
    AbsenceReason.AWAY: N_("away for the time being"),
    AbsenceReason.NOT_FOUND: N_("not found"),
}
UNEXPLAINED = "unexplained"
"""Key of missing people without a reason where they are counted by reason."""
