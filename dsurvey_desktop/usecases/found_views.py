"""Whom a search finds, as callers are shown them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId


class Standing(StrEnum):
    """How somebody stands to the roster."""

    IN_SCOPE = "in_scope"
    AFTER_CUTOFF = "after_cutoff"
    NOT_VALID = "not_valid"
    OTHER_TOWN = "other_town"
    GONE = "gone"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who was found.

    Attributes:
        phones: of the roster and of the entry.
        standing: on the roster and to be surveyed, or why not.
        entry: None without one; `state` is the entry's.
    """

    certificate_no: str
    name: str
    community_code: str
    community_name: str
    phones: tuple[str, ...]
    standing: Standing
    entry: EntryId | None
    state: EntryState | None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The likeliest people; `has_more` when not all are among them."""

    words: str
    people: tuple[FoundPerson, ...]
    has_more: bool
