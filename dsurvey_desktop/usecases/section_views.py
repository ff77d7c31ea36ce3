"""What a department is shown of its part of a town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.department import Department, FallCause, SignOffState
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.district_views import ObjectionView


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department and the sections of the campaign's form that belong to it."""

    department: Department
    name: str
    sections: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True)
class SignOffView:
    """A department's part of a town.

    Attributes:
        entries: of the town that stand, as they were taken in.
        objections: entries this department sent back and the town has not answered yet.
        signed_by, signed_at, remark: of the newest sign-off, also one that fell; else empty.
        fallen_at, cause: when and why it fell.
    """

    town: str
    town_name: str
    department: Department
    state: SignOffState
    entries: int
    objections: int
    signed_by: str = ""
    signed_at: datetime | None = None
    remark: str = ""
    fallen_at: datetime | None = None
    cause: FallCause | None = None


@dataclass(frozen=True, slots=True)
class SectionFinding:
    """A rule that an answer of the part breaks, or what the department found by itself.

    Attributes:
        rule: empty for what a person found; that counts as an error until it is settled.
        finding: number of what a person found, 0 for a rule.
        by: who found it.
    """

    rule: str
    severity: Severity
    item: str
    label: str
    message: Text
    finding: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class NotedFinding:
    """What a department found by itself; `entry` is the district's id."""

    id: int
    entry: int
    department: Department
    item: str
    label: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class SectionAnswer:
    """An answer of the part, in words."""

    item: str
    code: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """An entry as a department sees it: its own items, what is wrong with them, its reasons."""

    id: int
    certificate_no: str
    name: str
    community_code: str
    state: EntryState
    answers: tuple[SectionAnswer, ...]
    findings: tuple[SectionFinding, ...]
    objections: tuple[ObjectionView, ...]
    changed: tuple[str, ...]

    @property
    def noted(self) -> tuple[int, ...]:
        """Numbers of what the department found by itself."""
        return tuple(one.finding for one in self.findings if one.finding)

    @property
    def errors(self) -> int:
        """How many errors are found."""
        return sum(one.severity is Severity.ERROR for one in self.findings)
