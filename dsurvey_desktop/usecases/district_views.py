"""What the district's desk is shown of its towns and their bundles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import NO_ADVICE
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.exchange.refusals import ASKED

ALL_ASKED = ASKED
"""What `answered` holds when a person said "go on" to every question about a bundle."""
TAKEN, WOULD_TAKE, SAME, ASKS, REFUSED = "taken", "would_take", "same", "asks", "refused"
"""Outcomes of a file: see `ReceivedFile.outcome`."""


@dataclass(frozen=True, slots=True)
class BundleChanges:
    """What a bundle changes of a town's entries here.

    Attributes:
        new, changed, unchanged: entries against what was taken in before; one that was sent back
            and comes again is changed.
        withdrawn: entries the town no longer stands to.
        late: entries that the town approved after its deadline.
        missing: people without an entry, as the town says.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    late: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file that was opened.

    Attributes:
        outcome: `taken`; `would_take` in a preview; `same` when it was taken in before and
            nothing happens; `asks` when a person has to say whether to go on; `refused`.
        code, message, advice: why it is the same, asks or is refused; else empty.
        is_late: the bundle was made after the towns' deadline.
    """

    file: str
    outcome: str
    code: str = ""
    message: Text = NO_ADVICE
    advice: Text = NO_ADVICE
    town: str = ""
    town_name: str = ""
    sequence: int = 0
    digest: str = ""
    created_at: datetime | None = None
    is_late: bool = False
    changes: BundleChanges = BundleChanges()


@dataclass(frozen=True, slots=True)
class ReceivedBundleView:
    """A bundle that was taken in."""

    id: int
    kind: str
    town: str
    town_name: str
    sequence: int
    digest: str
    file: str
    fingerprint: str
    is_sealed: bool
    created_at: datetime
    received_at: datetime
    received_by: str
    changes: BundleChanges


@dataclass(frozen=True, slots=True)
class TownProgress:
    """How far a town is.

    Attributes:
        people: on the district's roster, else entries and missing people as the town says.
        entries: handed over and not withdrawn; entries = undecided + accepted + sent_back.
        undecided: neither accepted nor sent back yet.
        untold: entries that the next receipt tells of.
        missing: people without an entry, as the town's newest hand-over says.
        sequence: number of the newest hand-over; 0 before the first.
        with_entry: people who have an entry at the town; 0 before its first hand-over.
        surveyed: entries of people who were surveyed (status 6), of which `visited` at home and
            `by_app`: rules M01, M02; the shares are None without any.
        signed_off: departments whose sign-off of their part of the town holds.
        questioned: entries with a department's open finding that the next receipt would accept.
        is_overdue: the towns' deadline has passed and somebody's entry was not handed over.
    """

    code: str
    name: str
    people: int
    entries: int
    undecided: int
    accepted: int
    sent_back: int
    withdrawn: int
    late: int
    untold: int
    missing: int
    sequence: int
    received_at: datetime | None
    has_card: bool
    with_entry: int = 0
    surveyed: int = 0
    visited: int = 0
    by_app: int = 0
    is_overdue: bool = False
    signed_off: int = 0
    questioned: int = 0
    home_visit_share: float | None = field(init=False)
    app_share: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Set the shares, which follow from the counts."""
        for name, part in (("home_visit_share", self.visited), ("app_share", self.by_app)):
            object.__setattr__(self, name, part / self.surveyed if self.surveyed else None)


_COUNTED = (
    "people",
    "with_entry",
    "missing",
    "entries",
    "undecided",
    "accepted",
    "sent_back",
    "withdrawn",
    "late",
    "untold",
    "surveyed",
    "visited",
    "by_app",
    "signed_off",
)
"""What adds up over towns."""


def sum_of(towns: tuple[TownProgress, ...]) -> TownProgress:
    """All towns as one; code and name are empty."""
    counts = {name: sum(getattr(town, name) for town in towns) for name in _COUNTED}
    return TownProgress(
        code="",
        name="",
        sequence=0,
        received_at=max((one.received_at for one in towns if one.received_at), default=None),
        has_card=all(town.has_card for town in towns),
        is_overdue=any(town.is_overdue for town in towns),
        **counts,
    )


@dataclass(frozen=True, slots=True)
class TownsView:
    """All towns, those furthest behind first, with their sum and what they are held against."""

    today: date
    town_deadline: date
    home_visit_target: float
    app_target: float
    total: TownProgress
    towns: tuple[TownProgress, ...]


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """An answer that a newer bundle says otherwise, in words."""

    item: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """Why an entry goes back; `department` is empty where somebody spoke for the whole office."""

    department: str
    item: str
    label: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class TownEntryView:
    """An entry of a town; `id` is the district's own, `entry_no` the town's.

    `item` and `reason` are of the newest of the `objections` that stand.
    """

    id: int
    town: str
    town_name: str
    entry_no: int
    certificate_no: str
    name: str
    community_code: str
    version: int
    state: EntryState
    is_late: bool
    withdrawn: str
    item: str
    reason: str
    is_told: bool
    differences: tuple[AnswerDifference, ...]
    objections: tuple[ObjectionView, ...] = ()


@dataclass(frozen=True, slots=True)
class DuplicatePerson:
    """A person whom more than one town has handed over, with all sides."""

    citizen_id: str
    entries: tuple[TownEntryView, ...]


@dataclass(frozen=True, slots=True)
class WrittenReceipt:
    """A receipt on disk, and its cover (PDF) beside it.

    `questioned`: entries it accepts in which a department's finding is still open.
    """

    path: str
    digest: str
    town: str
    sequence: int
    answers: str
    accepted: int
    sent_back: int
    is_sealed: bool
    is_resumed: bool
    cover: str
    questioned: int = 0


@dataclass(frozen=True, slots=True)
class WrittenTaskPackage:
    """A task package on disk; `fingerprint` is what the district reads out to the town."""

    path: str
    digest: str
    town: str
    town_name: str
    sequence: int
    people: int
    communities: int
    fingerprint: str
    is_resumed: bool


@dataclass(frozen=True, slots=True)
class OpenedReceipt:
    """What a receipt did at the town.

    Attributes:
        outcome: `taken`, or `same` when it was opened before and nothing happened.
        changed_since: entries it speaks of that say something else here by now; they stay.
    """

    outcome: str
    sequence: int
    digest: str
    answers: str
    accepted: int
    sent_back: int
    changed_since: int
    message: str
