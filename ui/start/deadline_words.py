"""A deadline in an officer's words."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import N_, _

LEFT = {
    "community": N_("Communities: {days} days left"),
    "town": N_("Town: {days} days left"),
    "district": N_("District: {days} days left"),
}
OVER = {
    "community": N_("Communities: {days} days late"),
    "town": N_("Town: {days} days late"),
    "district": N_("District: {days} days late"),
}
TODAY = {
    "community": N_("Communities finish today"),
    "town": N_("Town finishes today"),
    "district": N_("District finishes today"),
}

MET = {
    "community": N_("Communities: all done"),
    "town": N_("Town: all done"),
    "district": N_("District: all done"),
}


def met_words(kind: str) -> str:
    """What was due is done."""
    return _(MET[kind])


def deadline_words(kind: str, days_left: int) -> str:
    """Days left, today, or days late."""
    if days_left < 0:
        return _(OVER[kind]).format(days=-days_left)
    if days_left == 0:
        return _(TODAY[kind])
    return _(LEFT[kind]).format(days=days_left)
