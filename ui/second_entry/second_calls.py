"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.second_entry_views import (
    DifferenceView,
    SecondDrawn,
    SecondLine,
    SecondReport,
)
from dsurvey_desktop.usecases.trial_views import Trial
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.second_entry_plan import SecondPlan


@dataclass(frozen=True, slots=True)
class SecondCalls:
    """What the page asks of the core.

    Attributes:
        plan: what the campaign asks for, and how far it is.
        draw: takes `share=` and `seed=`.
        lines: every drawn entry.
        begin: an entry and the answers so far.
        enter: an entry and all answers.
        differences: takes `with_decided=`.
        decide: a difference, whose answer stands, why, and the answer where it is a third one.
        reveal: logs that the numbers of an entry are shown.
        rates: the error rate.
        write: the report, to a file whose ending says which kind.
    """

    plan: Callable[[], SecondPlan]
    draw: Callable[..., SecondDrawn]
    lines: Callable[[], tuple[SecondLine, ...]]
    begin: Callable[..., Trial]
    enter: Callable[..., SecondLine]
    differences: Callable[..., tuple[DifferenceView, ...]]
    decide: Callable[..., DifferenceView]
    reveal: Callable[[EntryId], None]
    rates: Callable[[], SecondReport]
    write: Callable[[Path], WrittenDocument]


def office_calls(desk: Desk) -> SecondCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return SecondCalls(
        plan=partial(use_case("second_entry_plan"), desk),
        draw=partial(use_case("draw_second_entry"), desk),
        lines=partial(use_case("draw_second_entry", "list_second_entries"), desk),
        begin=partial(use_case("enter_again", "begin_again"), desk),
        enter=partial(use_case("enter_again"), desk),
        differences=partial(use_case("decide_second", "list_differences"), desk),
        decide=partial(use_case("decide_second", "decide_difference"), desk),
        reveal=partial(use_case("reveal_number"), desk),
        rates=partial(use_case("second_entry_rates"), desk),
        write=partial(use_case("print_second_report"), desk),
    )
