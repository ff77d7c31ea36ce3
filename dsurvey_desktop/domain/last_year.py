"""What last year's survey said of a person, for comparing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.texts import N_

STEADY_ITEMS = ("hukou", "education_level", "marital_status")
"""Items that rarely change from year to year (rule P08), besides category and grade."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """One person last year.

    Attributes:
        certificate_no: the number of then; a reissue changes its end, not the citizen ID.
        answers: at least those to `STEADY_ITEMS`.
    """

    certificate_no: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Left:
    """Answers of one person that this year's form has no words for, and the edition they are of."""

    form_digest: str
    answers: Answers


class Unmatched(StrEnum):
    """Why a row of last year's data is nobody's this year (besides lines that are no person)."""

    NOT_ON_ROSTER = "not_on_roster"
    NUMBER_UNREADABLE = "number_unreadable"
    NUMBER_SHORTENED = "certificate_typed_as_number"
    TWICE = "twice"


UNMATCHED_WORDS = {
    Unmatched.NOT_ON_ROSTER: N_(
        "Neither the certificate number nor the citizen ID is on this year's roster."
    ),
    Unmatched.NUMBER_UNREADABLE: N_("There is no certificate number that can be read."),
    Unmatched.NUMBER_SHORTENED: N_(
        "The certificate number was typed as a number; its last digits are lost."
    ),
    Unmatched.TWICE: N_("Another row of this file is of the same person."),
}
