"""Why something was changed: a person says so, or nothing is changed."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.texts import N_, _, text

REASONS = (
    N_("Confirmed by phone"),
    N_("As on the roster"),
    N_("Typing mistake"),
    N_("Corrected by the community"),
    N_("As last year"),
    N_("As found in a spot check"),
    N_("Not asked of this person"),
)
"""Why an answer was corrected: what every office starts with."""


ORIGIN_REASONS = {
    Origin.ROSTER: "As on the roster",
    Origin.PHONE: N_("Telephone as on the roster"),
    Origin.CELL: N_("Another number in the cell"),
    Origin.NORMALISED: N_("Spelling put right"),
    Origin.HOUSEHOLD: N_("As the household says"),
    Origin.LAST_YEAR: "As last year",
    Origin.SPOT_CHECK: "As found in a spot check",
    Origin.NOT_ASKED: "Not asked of this person",
}
"""The reason a proposal is filed with, unless the person states another."""


def stated(reason: str) -> str:
    """The reason without outer blanks; AppError `reason_missing` when nothing is left."""
    words = reason.strip()
    if words:
        return words
    raise AppError(
        "reason_missing",
        text("A reason is needed."),
        text("Please say in a few words why, for example: confirmed by telephone."),
    )


BY_ITSELF = {
    "resubmitted": N_("Changed by a file of the community"),
    "undo": N_("Taken back"),
    "certificate_reissued": N_("New certificate number on the roster"),
    "moved_to_edition": N_("Moved to another form edition"),
}
"""Reasons that the program files by itself."""


def reason_words(reason: str) -> str:
    """A reason as people read it."""
    return _(BY_ITSELF[reason]) if reason in BY_ITSELF else reason
