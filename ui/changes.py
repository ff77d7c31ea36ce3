"""What a deed changed, told once to every page; and where a person wants to go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dsurvey_desktop.domain.ids import EntryId


class Kind(StrEnum):
    """What part of the office's data changed."""

    OFFICE = "office"
    ROSTER = "roster"
    INTAKE = "intake"
    ENTRIES = "entries"
    SAMPLES = "samples"
    BUNDLES = "bundles"


@dataclass(frozen=True, slots=True)
class Changes:
    """`entries` names the changed ones; empty with `Kind.ENTRIES` means any may have changed."""

    kinds: frozenset[Kind]
    entries: tuple[EntryId, ...] = ()

    def touches(self, *kinds: Kind) -> bool:
        """True when one of `kinds` changed."""
        return not self.kinds.isdisjoint(kinds)

    def merged(self, other: Changes) -> Changes:
        """Both together; unknown entries in one make them unknown in both."""
        parts = [part for part in (self, other) if part.touches(Kind.ENTRIES)]
        is_known = all(part.entries for part in parts)
        entries = dict.fromkeys(entry for part in parts for entry in part.entries)
        return Changes(self.kinds | other.kinds, tuple(entries) if is_known else ())


EVERYTHING = Changes(frozenset(Kind))


def changed(*kinds: Kind, entries: tuple[EntryId, ...] = ()) -> Changes:
    """Short for `Changes(frozenset(kinds), entries)`."""
    return Changes(frozenset(kinds), entries)


@dataclass(frozen=True, slots=True)
class Destination:
    """A page and what it should show there.

    Attributes:
        page: `start`, `roster`, `intake`, `verify`, `returns`, `confirm`, `spot_check`,
            `hand_over` or `settings`; at a district's desk `start`, `received`, `town_entries`,
            `receipts` or `settings`.
        argument: what the page understands: an `EntryFilter`, an `EntryId`, somebody who was
            found (`FoundPerson`), a word or None.
    """

    page: str
    argument: Any = None
