"""The use cases of the finder, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dsurvey_desktop.usecases.desk import Desk
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.found_views import FoundPeople


@dataclass(frozen=True, slots=True)
class FinderCalls:
    """What the finder asks of the core.

    Attributes:
        find: people by words.
        reveal: logs that the numbers of a certificate number's holder were shown.
    """

    find: Callable[[str], FoundPeople]
    reveal: Callable[[str], None]


def office_calls(desk: Desk) -> FinderCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return FinderCalls(
        find=partial(use_case("find_people"), desk),
        reveal=partial(use_case("find_people", "reveal_person"), desk),
    )
