"""Which of many findings or queries are listed: a few around the current one, or all if asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.domain.texts import _

MOST = 4
"""So many are listed; the form below keeps its room."""


@dataclass(frozen=True, slots=True)
class FindingsWindow:
    """`size` of `count` findings from `first` on, at first `most` of them."""

    count: int = 0
    first: int = 0
    is_unfolded: bool = False
    most: int = MOST

    @property
    def size(self) -> int:
        """How many are listed."""
        return self.count if self.is_unfolded else min(self.count, self.most)

    @property
    def is_needed(self) -> bool:
        """Whether there are more than are listed at first."""
        return self.count > self.most

    @property
    def words(self) -> str:
        """What the line below the findings says."""
        if self.is_unfolded:
            return _("{count} in all; list a few").format(count=self.count)
        if self.size == 1:
            words = _("{place} of {count}; list all")
            return words.format(place=self.first + 1, count=self.count)
        words = _("{first} to {last} of {count}; list all")
        return words.format(first=self.first + 1, last=self.first + self.size, count=self.count)

    def over(self, count: int) -> FindingsWindow:
        """The same over another number of findings, from the heaviest on."""
        return replace(self, count=count, first=0)

    def around(self, index: int) -> FindingsWindow:
        """The nearest that shows `index`, with the finding before it where it has to move."""
        if self.is_unfolded or self.first <= index < self.first + self.size:
            return self
        return replace(self, first=min(max(index - 1, 0), max(self.count - self.most, 0)))

    def turned(self) -> FindingsWindow:
        """All where a few are listed, a few where all are."""
        return replace(self, first=0, is_unfolded=not self.is_unfolded)
