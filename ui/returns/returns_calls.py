"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.query_views import ErrorsToAsk, QueryView, ReturnView, WrittenReturn
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class ReturnsCalls:
    """What the page asks of the core.

    Attributes:
        queries: all that are not closed.
        sheets: all return sheets, newest first.
        make: the folder; takes `progress=`.
        reprint: the folder and a sheet's number.
        close: a query and closing words.
        communities: of this office.
        errors: how many errors of a community, or all, are not asked about yet.
        ask_errors: asks about them; the queries' ids.
    """

    queries: Callable[[], tuple[QueryView, ...]]
    sheets: Callable[[], tuple[ReturnView, ...]]
    make: Callable[..., tuple[WrittenReturn, ...]]
    reprint: Callable[..., WrittenReturn]
    close: Callable[[int, str], QueryView]
    communities: Callable[[], tuple[Community, ...]]
    errors: Callable[[str], ErrorsToAsk]
    ask_errors: Callable[[str], tuple[int, ...]]


def office_calls(desk: Desk) -> ReturnsCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return ReturnsCalls(
        queries=partial(use_case("list_queries"), desk),
        sheets=partial(use_case("make_returns", "list_returns"), desk),
        make=partial(use_case("make_returns"), desk),
        reprint=partial(use_case("make_returns", "reprint_return"), desk),
        close=partial(use_case("query_entry", "close_query"), desk),
        communities=partial(_communities, desk),
        errors=partial(use_case("query_entry", "errors_to_ask"), desk),
        ask_errors=partial(use_case("query_entry", "open_queries_for_errors"), desk),
    )


def _communities(desk: Desk) -> tuple[Community, ...]:
    return tuple(use_case("show_office")(desk).communities)
