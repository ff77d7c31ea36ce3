"""Binds the page to the use cases of an open office, imported in the worker when first called."""

from __future__ import annotations

from functools import partial
from typing import cast

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_views import OfficeView
from ui.entry_table.entry_calls import ListCalls
from ui.lazy import use_case
from ui.verify.entry_calls import EntryCalls


def office_calls(desk: Desk) -> EntryCalls:
    """The use cases of the page for this desk."""
    return EntryCalls(
        lists=ListCalls(
            partial(use_case("list_entries", "list_entry_ids"), desk),
            partial(use_case("list_entries", "list_entry_lines"), desk),
            partial(use_case("list_entries", "count_entries"), desk),
        ),
        communities=partial(_communities, desk),
        show=partial(use_case("show_entry"), desk),
        correct=partial(use_case("correct_entry"), desk),
        undo=partial(use_case("correct_entry", "undo_correction"), desk),
        explain=partial(use_case("explain_finding"), desk),
        approve=partial(use_case("approve_entries"), desk),
        offer=partial(use_case("approve_ready", "offer_approval"), desk),
        offer_chosen=partial(use_case("approve_ready", "offer_chosen"), desk),
        approve_offered=partial(use_case("approve_ready"), desk),
        withdraw=partial(use_case("approve_entries", "withdraw_approval"), desk),
        undo_approvals=partial(use_case("undo_approvals"), desk),
        reveal=partial(use_case("reveal_number"), desk),
        reasons=partial(use_case("correction_reasons", "own_reasons"), desk),
    )


def _communities(desk: Desk) -> tuple[Community, ...]:
    return cast("OfficeView", use_case("show_office")(desk)).communities
