"""The departments of a district's federation, each of which answers for its part of the form."""

from __future__ import annotations

from enum import StrEnum

from dsurvey_desktop.domain.texts import N_


class Department(StrEnum):
    """In the order an office lists them."""

    REHABILITATION = "rehabilitation"
    EDUCATION = "education"
    RIGHTS = "rights"
    CULTURE = "culture"
    OFFICE = "office"


DEPARTMENT_NAMES = {
    Department.REHABILITATION: N_("Rehabilitation"),
    Department.EDUCATION: N_("Education and employment"),
    Department.RIGHTS: N_("Rights"),
    Department.CULTURE: N_("Publicity and culture"),
    Department.OFFICE: N_("General office"),
}


class SignOffState(StrEnum):
    """Where a department's part of a town is.

    Attributes:
        NOTHING: no bundle of the town was taken in.
        OPEN: never signed.
        SIGNED: the department answers for it as it is.
        FALLEN: it was signed, and something changed afterwards.
    """

    NOTHING = "nothing"
    OPEN = "open"
    SIGNED = "signed"
    FALLEN = "fallen"


class FallCause(StrEnum):
    """Why a sign-off no longer holds."""

    NEW_ENTRIES = "new_entries"
    ENTRIES_CHANGED = "entries_changed"
    ENTRIES_WITHDRAWN = "entries_withdrawn"
    SENT_BACK = "sent_back"
    FINDING_NOTED = "finding_noted"
    SECTIONS_CHANGED = "sections_changed"
    TAKEN_BACK = "taken_back"
