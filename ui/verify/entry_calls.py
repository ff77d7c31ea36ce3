"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.usecases.entry_views import (
    ApprovalOffer,
    ApprovalResult,
    EntryView,
    ReadyEntry,
)
from ui.entry_table.entry_calls import ListCalls

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.undo_approvals import ApprovalsUndone


@dataclass(frozen=True, slots=True)
class EntryCalls:
    """What verifying asks of the core; deeds on one entry take `seen=`, the entry as it is shown.

    Attributes:
        lists: feed the queue.
        communities: of this office, for the filter.
        show: an entry whole.
        correct: entry, item, value and reason.
        undo: takes back one's own last correction.
        explain: entry, rule, item and explanation.
        approve: ids; takes `progress=` and, by id, `seen=`.
        offer: what of a filter can be approved, as it stands now.
        offer_chosen: ids, what of them can be approved and why the others can't.
        approve_offered: what was offered and is still the same; takes `progress=`.
        withdraw: entry and reason.
        undo_approvals: takes one's own newest approval of several back; takes `progress=`.
        reveal: logs that numbers were shown.
        reasons: those the office has added to the list for corrections.
    """

    lists: ListCalls
    communities: Callable[[], tuple[Community, ...]]
    show: Callable[[EntryId], EntryView]
    correct: Callable[..., EntryView]
    undo: Callable[..., EntryView]
    explain: Callable[..., EntryView]
    approve: Callable[..., ApprovalResult]
    offer: Callable[[EntryFilter], tuple[ReadyEntry, ...]]
    offer_chosen: Callable[[Sequence[EntryId]], ApprovalOffer]
    approve_offered: Callable[..., ApprovalResult]
    withdraw: Callable[[EntryId, str], EntryView]
    undo_approvals: Callable[..., ApprovalsUndone]
    reveal: Callable[[EntryId], None]
    reasons: Callable[[], tuple[str, ...]] = tuple
