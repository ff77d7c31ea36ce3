"""Coverage, rates and deadlines, per community and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dsurvey_desktop.domain.forecast import Forecast, forecast_basis
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.district_views import TownProgress

HISTORY_DAYS = 14
NEAR_DAYS = 3
"""A deadline this near, or past, is spoken of."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the way of a hand-over, and how often.

    Kinds: missing (without a reason), errors, not_approved, pending, set_aside (in all only),
    community_forms.
    """

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """How many entries there were at the end of a day, and how many of them were approved.

    Counted over the entries and approvals that stand now, by the day they came.
    """

    day: date
    registered: int
    approved: int


@dataclass(frozen=True, slots=True)
class CommunityProgress:
    """Counts are people or entries; shares run from 0 to 1, None where there is nothing to divide.

    Attributes:
        with_entry: people in scope who have an entry; on_roster = with_entry + missing.
        home_visit_share, app_share: among surveyed entries (status 6), rules M01, M02.
        confirmed: entries collected on or after the reference date or confirmed again for it.
        to_confirm: surveyed entries that need confirming again (D02).
        approved: entries approved, handed over ones included.
        errors, warnings: entries with at least one.
        missing_by_reason: missing people by `AbsenceReason`, and `unexplained`; adds up to them.
        history: the last days, today last.
        registering: when everybody has an entry, against the communities' deadline.
        approving: when every entry is approved, against the town's deadline.
        blocks: what stands in the way of handing over, the gravest first.
    """

    code: str
    name: str
    on_roster: int
    with_entry: int
    missing: int
    home_visit_share: float | None
    app_share: float | None
    confirmed: int
    to_confirm: int
    approved: int
    handed_over: int
    errors: int
    warnings: int
    has_community_form: bool
    missing_by_reason: Mapping[str, int] = field(default_factory=dict)
    history: tuple[HistoryDay, ...] = ()
    registering: Forecast | None = None
    approving: Forecast | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """`kind` is community, town or district; `days_left` is negative once it has passed."""

    kind: str
    day: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the day's list; `kind` names the page it leads to, `count` what waits there.

    Kinds: community_deadline, town_deadline, district_deadline (near or past, with what is left),
    silent (communities without any entry; `community` is the first of them), roster, intake,
    waiting_files, refused_files, pending, set_aside, errors, answers, returns, reminders,
    unconfirmed, approve, community_forms, second_entry, spot_check, hand_over, sent_back (by the
    district); at a district's desk towns_silent, duplicates, receipts, sign_offs.
    """

    kind: str
    count: int
    days_left: int | None = None
    community: str = ""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The start page's figures; `communities` worst coverage first, `total` over all of them.

    At a district's desk `communities` is empty and `towns` holds its towns, worst first.
    `forecast_basis` says how forecasts are computed.
    """

    today: date
    total: CommunityProgress
    communities: tuple[CommunityProgress, ...]
    deadlines: tuple[Deadline, ...]
    tasks: tuple[Task, ...]
    home_visit_target: float
    app_target: float
    towns: tuple[TownProgress, ...] = ()
    forecast_basis: Text = field(default_factory=forecast_basis)
