"""The office, its communities and the person at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.ids import CommunityCode, UserId


class OfficeLevel(StrEnum):
    """Which desk this is."""

    TOWN = "town"
    DISTRICT = "district"


class Role(StrEnum):
    """What a user may do; one person may hold all."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Office:
    """An office: `code` has 9 or 12 digits for a town, 6 or 12 for a district."""

    code: str
    name: str
    level: OfficeLevel = OfficeLevel.TOWN


def is_district_code(code: str) -> bool:
    """Whether an office code names a whole district: 6 digits, or these and zeros."""
    return not code[6:].strip("0")


@dataclass(frozen=True, slots=True)
class Community:
    """A village or urban community with its 12-digit code."""

    code: CommunityCode
    name: str


@dataclass(frozen=True, slots=True)
class User:
    """Who is at the desk.

    Attributes:
        name: what the log and printed sheets show.
        department: at a district, the one part of the form this person answers for; None for all.
    """

    id: UserId
    name: str
    roles: frozenset[Role]
    department: Department | None = None
