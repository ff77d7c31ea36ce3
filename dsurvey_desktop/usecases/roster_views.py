"""What a later roster changes, as callers are shown it before and after it is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId


class RosterChange(StrEnum):
    """What a later roster says otherwise of somebody."""

    NEW = "new"
    BACK = "back"
    GONE = "gone"
    NUMBER = "number"
    MOVED = "moved"
    NAME = "name"
    KIND = "kind"
    SCOPE = "scope"
    DETAILS = "details"


class Consequence(StrEnum):
    """What comes of it for the entry, or for the list of missing people where there is none."""

    ENTRY_FOLLOWS = "entry_follows"
    ENTRY_MOVES = "entry_moves"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    APPROVAL_FALLS = "approval_falls"
    NEEDS_ENTRY = "needs_entry"
    NEEDS_NONE = "needs_none"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of the roster, before and now, in words."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RosterDifference:
    """Somebody of whom two rosters say different things.

    Attributes:
        changes: the weightiest first.
        certificate_no: now; of who is gone, the last one.
        old_certificate_no: where the certificate was issued anew, else empty.
        entry: None without one; `state` is the entry's before.
        row: of the file, 0 for who is gone.
    """

    changes: tuple[RosterChange, ...]
    certificate_no: str
    old_certificate_no: str
    name: str
    community_name: str
    fields: tuple[FieldChange, ...]
    entry: EntryId | None
    state: EntryState | None
    consequences: tuple[Consequence, ...]
    row: int


@dataclass(frozen=True, slots=True)
class CoverageView:
    """People in scope; with and without entry add up to them."""

    on_roster: int
    with_entry: int
    missing: int


NOBODY = CoverageView(0, 0, 0)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A roster that was taken in.

    Attributes:
        people: lines of it that name somebody.
        counts: people by `RosterChange`.
        can_be_undone: it is the newest that stands.
    """

    id: int
    file: str
    imported_at: datetime
    imported_by: str
    people: int
    counts: dict[str, int]
    is_undone: bool
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class RosterUndone:
    """A roster that was taken back: whom it had changed, how approvals and coverage are now."""

    id: int
    people: int
    entries_followed: int
    fallen: int
    before: CoverageView
    after: CoverageView
