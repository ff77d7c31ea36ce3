"""What is known of a long list of entries: all ids, and the lines of the pages last looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryLine

PAGE_ROWS = 100
PAGES_KEPT = 60


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Ids whose lines are wanted; `generation` tells which list they belong to."""

    generation: int
    page: int
    ids: tuple[EntryId, ...]


class PageCache:
    """Ids of a list in order, with the lines of at most `PAGES_KEPT` pages."""

    def __init__(self) -> None:
        self._ids: Sequence[EntryId] = ()
        self._pages: OrderedDict[int, list[EntryLine]] = OrderedDict()
        self._generation = 0

    @property
    def ids(self) -> Sequence[EntryId]:
        """All ids in the order of the list."""
        return self._ids

    def set_ids(self, ids: Sequence[EntryId]) -> None:
        """Start over with another list; answers to older requests are ignored from now on."""
        self._ids = ids
        self._pages.clear()
        self._generation += 1

    def line(self, row: int) -> EntryLine | None:
        """The line at `row` (from 0), or None while its page is not there."""
        page = self._pages.get(row // PAGE_ROWS)
        place = row % PAGE_ROWS
        return page[place] if page is not None and place < len(page) else None

    def row_of(self, entry: EntryId) -> int | None:
        """The row of an entry, None when it is not in the list."""
        try:
            return self._ids.index(entry)
        except ValueError:
            return None

    def request(self, page: int) -> PageRequest:
        """What to fetch for a page."""
        first = page * PAGE_ROWS
        return PageRequest(self._generation, page, tuple(self._ids[first : first + PAGE_ROWS]))

    def store(self, request: PageRequest, lines: Iterable[EntryLine]) -> range:
        """Keep a page that came back; returns its rows, none if the list has changed meanwhile."""
        if request.generation != self._generation:
            return range(0)
        self._pages[request.page] = list(lines)
        self._pages.move_to_end(request.page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = request.page * PAGE_ROWS
        return range(first, first + len(self._pages[request.page]))

    def replace(self, line: EntryLine) -> int | None:
        """Put a changed line in the place of the old one; returns its row when it is kept."""
        row = self.row_of(line.id)
        if row is None or self.line(row) is None:
            return None
        self._pages[row // PAGE_ROWS][row % PAGE_ROWS] = line
        return row
