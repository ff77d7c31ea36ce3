"""Asking a person again for the reference date: how it went and in which way (product D6)."""

from __future__ import annotations

from enum import StrEnum

from dsurvey_desktop.domain.texts import N_


class ContactOutcome(StrEnum):
    """CHANGED keeps the person on the list until the entry is corrected and confirmed."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_REACHED = "not_reached"


class ContactWay(StrEnum):
    """How somebody was asked."""

    PHONE = "phone"
    VISIT = "visit"
    COUNTER = "counter"
    MESSAGE = "message"


OUTCOME_WORDS = {
    ContactOutcome.UNCHANGED: N_("unchanged"),
    ContactOutcome.CHANGED: N_("changed"),
    ContactOutcome.NOT_REACHED: N_("not reached"),
}
WAY_WORDS = {
    ContactWay.PHONE: N_("by phone"),
    ContactWay.VISIT: N_("by visit"),
    ContactWay.COUNTER: N_("at the counter"),
    ContactWay.MESSAGE: N_("by message"),
}
