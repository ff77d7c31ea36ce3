"""Which entries (community forms) go to another edition: all, or those that were chosen."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.ids import EntryId


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """Entries by id, or all of some communities by code; empty means everything."""

    entries: frozenset[EntryId] = frozenset()
    communities: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        """Whether nothing was chosen in particular."""
        return not self.entries and not self.communities

    def includes(self, community_code: str) -> bool:
        """Whether what belongs to a community is chosen."""
        return self.is_all or community_code in self.communities


EVERYTHING = MoveChoice()
