"""What is shown of the district's own spot checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.sample_views import CommunityShare, SampleMember, SampleView


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """An item on the sheet: the registered answer in words, what was said where it differs."""

    item: str
    label: str
    registered: str
    found: str


@dataclass(frozen=True, slots=True)
class TownSampleMember:
    """A drawn entry of a town; `entry` is the district's id."""

    entry: int
    short_code: str
    name: str
    certificate_no: str
    town: str
    town_name: str
    community_code: str
    outcome: str
    remark: str
    checked_by: str
    checked_at: datetime | None
    items: tuple[AskedAgain, ...]


@dataclass(frozen=True, slots=True)
class TownErrorRate:
    """What a sample says of a town.

    Attributes:
        frame, drawn: entries drawn from, and drawn.
        checked: asked again, or not found; `differing` of them differ, `not_found` were not met.
        items_asked, items_differing: of those that were asked.
        error_rate: items that differ among items asked; None before anybody was asked.
        low, high: interval of 95 percent (Wilson) around it.
    """

    town: str
    town_name: str
    frame: int
    drawn: int
    checked: int
    differing: int
    not_found: int
    items_asked: int
    items_differing: int
    error_rate: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TownSampleView:
    """A sample over the towns that anybody can draw again from `seed`, `share` and the frame."""

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str
    towns: tuple[TownErrorRate, ...]
    members: tuple[TownSampleMember, ...]

    def as_sample(self) -> SampleView:
        """The same with towns in the place of communities."""
        return SampleView(
            self.id,
            self.seed,
            self.share,
            self.drawn_at,
            self.drawn_by,
            self.frame_size,
            self.frame_digest,
            tuple(CommunityShare(t.town, t.town_name, t.frame, t.drawn) for t in self.towns),
            tuple(
                SampleMember(
                    EntryId(one.entry),
                    one.short_code,
                    one.name,
                    one.certificate_no,
                    one.town,
                    one.town_name,
                )
                for one in self.members
            ),
        )


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A sheet of a town's own spot check; `entry_no` is the town's id of the entry.

    `name` and `community_code` are empty where the entry is not here; `items` are those that
    differ among the `items_asked`.
    """

    town: str
    town_name: str
    entry_no: int
    name: str
    community_code: str
    short_code: str
    outcome: str
    checked_on: str
    way: str
    checked_by: str
    remark: str
    items: tuple[AskedAgain, ...]
    items_asked: int


@dataclass(frozen=True, slots=True)
class OwnChecks:
    """The towns' own spot checks, as their newest hand-overs told them."""

    towns: tuple[TownErrorRate, ...]
    checks: tuple[OwnCheck, ...]


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """What was entered; `sent_back` tells whether the entry goes back to its town for it."""

    short_code: str
    outcome: str
    differing: int
    sent_back: bool
