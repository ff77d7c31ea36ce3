"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.confirm_entries import ToConfirm


@dataclass(frozen=True, slots=True)
class ConfirmCalls:
    """What the page asks of the core.

    Attributes:
        people: of a community (empty for all) who are to be asked again.
        communities: of this office, for the filter.
        show: an entry whole, for the answers so far.
        reveal: logs that numbers were shown.
        record: entry, outcome and way; takes `day=`, `spoke_with=` and `remark=`.
        undo: an entry whose confirmation is taken back.
        print_sheet: target file and community.
    """

    people: Callable[[str], tuple[ToConfirm, ...]]
    communities: Callable[[], tuple[Community, ...]]
    show: Callable[[EntryId], EntryView]
    reveal: Callable[[EntryId], None]
    record: Callable[..., int]
    undo: Callable[[EntryId], EntryView]
    print_sheet: Callable[..., WrittenDocument]


def office_calls(desk: Desk) -> ConfirmCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return ConfirmCalls(
        people=partial(use_case("confirm_entries", "list_to_confirm"), desk),
        communities=partial(_communities, desk),
        show=partial(use_case("show_entry"), desk),
        reveal=partial(use_case("reveal_number"), desk),
        record=partial(use_case("confirm_entries", "record_contact"), desk),
        undo=partial(use_case("correct_entry", "undo_correction"), desk),
        print_sheet=partial(use_case("confirm_entries", "print_call_sheet"), desk),
    )


def _communities(desk: Desk) -> tuple[Community, ...]:
    return cast("OfficeView", use_case("show_office")(desk)).communities
