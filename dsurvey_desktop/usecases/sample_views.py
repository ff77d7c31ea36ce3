"""Spot check samples as they were drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.sample_plan import NO_PLAN, SamplePlan


@dataclass(frozen=True, slots=True)
class SampleMember:
    """A drawn person; `short_code` stands on the audit sheet and leads back to the entry."""

    entry: EntryId
    short_code: str
    name: str
    certificate_no: str
    community_code: str
    community_name: str


@dataclass(frozen=True, slots=True)
class CommunityShare:
    """How many of a community's entries were drawn."""

    code: str
    name: str
    frame: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot of an acceptance plan; `code` is empty where the whole town is one.

    Of `size` forms `sample` are drawn; it is accepted where at most `acceptance` of them are bad.
    A lot with `limit` bad ones is accepted by chance with `risk`.
    """

    code: str
    name: str
    size: int
    sample: int
    acceptance: int
    limit: int
    risk: float


@dataclass(frozen=True, slots=True)
class SampleView:
    """A sample that anybody can draw again from `seed`, `plan` and the frame.

    `share` from 0 to 1 per community, rounded up; `frame_digest` is the SHA-256 (hex) of the
    sorted certificate numbers drawn from. `lots` are those of an acceptance plan.
    """

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str
    communities: tuple[CommunityShare, ...]
    members: tuple[SampleMember, ...]
    plan: SamplePlan = NO_PLAN
    lots: tuple[Lot, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A file that was written; `pages` counts PDF pages."""

    path: str
    pages: int
