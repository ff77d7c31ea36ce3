"""What the window and the command line show of an office and its roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.office import Community, Office, User
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.usecases.roster_views import NOBODY, CoverageView, RosterDifference


@dataclass(frozen=True, slots=True)
class OfficeSetup:
    """All that the first start asks for, but the password.

    `server` keeps the database of an office of several seats and holds nothing yet; None for an
    office on this machine alone.
    """

    office: Office
    campaign: Campaign
    communities: tuple[Community, ...] = ()
    user_name: str = ""
    server: Server | None = None


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office as it stands.

    Attributes:
        forms: editions in use, as `title version`, by kind (`individual`, `community`).
        people: on the roster and in scope.
        has_recipient: the district's key is known, so bundles can be sealed to it.
        key_fingerprint: of this office's own key, in short groups.
        server: where an office of several seats keeps its data; empty for one on this machine.
    """

    office: Office
    campaign: Campaign
    communities: tuple[Community, ...]
    user: User
    forms: dict[str, str]
    people: int
    entries: int
    has_recipient: bool
    key_fingerprint: str
    server: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A roster line that is not surveyed.

    `reason` is after_cutoff, not_valid, other_town, or no_number where none can be read: that
    line alone names nobody an entry could be of, and is kept in the file only.
    """

    certificate_no: str
    name: str
    community_name: str
    reason: str
    row: int


@dataclass(frozen=True, slots=True)
class RosterImport:
    """What a roster file brought: counts of people, and who is out of scope and why.

    Attributes:
        new, changed, gone: people compared with the roster before; who comes back is new.
        taken, pending: rows set aside before, whose people are on it now: they became entries,
            or wait as differences.
        fallen: approvals that fell, because the roster says something else now.
        import_id: by which it can be taken back; None for a preview.
        differences: from the roster before, person by person; none where there was no roster.
        counts: people by `RosterChange`; somebody may change in several ways.
        before, after: coverage, which adds up to the roster each time.
    """

    file: str
    rows_read: int
    in_scope: int
    out_of_scope: tuple[LeftOut, ...]
    communities: tuple[Community, ...]
    new: int
    changed: int
    gone: int
    problems: tuple[Problem, ...]
    taken: int = 0
    pending: int = 0
    fallen: int = 0
    is_preview: bool = False
    import_id: int | None = None
    differences: tuple[RosterDifference, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    before: CoverageView = NOBODY
    after: CoverageView = NOBODY
