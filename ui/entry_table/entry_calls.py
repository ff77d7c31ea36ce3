"""What a list of entries is fed by: ids of a filter, lines of a page, counts of a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryCounts, EntryLine
from ui.entry_table.page_cache import PAGE_ROWS, PageRequest


@dataclass(frozen=True, slots=True)
class ListCalls:
    """Use cases with the desk already given; each runs in the worker."""

    list_ids: Callable[[EntryFilter], list[EntryId]]
    list_lines: Callable[[Sequence[EntryId]], tuple[EntryLine, ...]]
    count: Callable[[EntryFilter], EntryCounts]


@dataclass(frozen=True, slots=True)
class FoundList:
    """Answer to a filter: all ids, and the lines of the first page, which is seen at once."""

    ids: list[EntryId]
    first_lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Answer to a page's request."""

    request: PageRequest
    lines: tuple[EntryLine, ...]


def find_list(calls: ListCalls, wanted: EntryFilter) -> FoundList:
    """The ids of a filter, with the first page in the same job."""
    ids = calls.list_ids(wanted)
    return FoundList(ids, calls.list_lines(ids[:PAGE_ROWS]))


def find_page(calls: ListCalls, request: PageRequest) -> FoundPage:
    """The lines of one page."""
    return FoundPage(request, calls.list_lines(request.ids))
