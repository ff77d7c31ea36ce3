"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.sample_views import SampleView, WrittenDocument
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class SampleCalls:
    """What spot checks ask of the core.

    Attributes:
        draw: takes `share=` (0 to 1) and `seed=`.
        last: the newest sample, None before the first.
        find: the entry of an audit sheet's short code, None when it leads nowhere.
        print_sheets: target file; takes `with_answers=` and `progress=`.
    """

    draw: Callable[..., SampleView]
    last: Callable[[], SampleView | None]
    find: Callable[[str], EntryId | None]
    print_sheets: Callable[..., WrittenDocument]


def office_calls(desk: Desk) -> SampleCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return SampleCalls(
        draw=partial(use_case("draw_sample"), desk),
        last=partial(use_case("draw_sample", "last_sample"), desk),
        find=partial(use_case("draw_sample", "find_by_short_code"), desk),
        print_sheets=partial(use_case("print_audit_sheets"), desk),
    )
