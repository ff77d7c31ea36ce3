"""The day's list: what to do next, from the counts of the moment (product E3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.storage import query_store, return_store, sample_store
from dsurvey_desktop.usecases.hand_over_blocks import OfficeCounts
from dsurvey_desktop.usecases.progress_views import NEAR_DAYS, Deadline, Task
from dsurvey_desktop.usecases.second_entry_plan import plan_in


def days_list(
    connection: Connection, office: OfficeCounts, deadlines: tuple[Deadline, ...], today: date
) -> tuple[Task, ...]:
    """Deadlines that are near first, then what waits, in the order it is best done."""
    counted = (Task(kind, n) for kind, n in _counts(connection, office, today).items() if n > 0)
    return (*_near(office, deadlines), *_silent(office), *counted)


def _near(office: OfficeCounts, deadlines: tuple[Deadline, ...]) -> Iterator[Task]:
    """Deadlines that are near or past, as long as something is left to do for them."""
    blocks = office.count_blocks()
    entries = office.total.entries
    left = {
        "community": blocks["missing"],
        "town": blocks["missing"] + blocks["not_approved"],
        "district": blocks["missing"] + entries - office.total.handed_over,
    }
    for one in deadlines:
        if one.days_left <= NEAR_DAYS and left[one.kind]:
            yield Task(f"{one.kind}_deadline", left[one.kind], days_left=one.days_left)


def _silent(office: OfficeCounts) -> Iterator[Task]:
    """Communities with people on the roster of whom nothing has come yet."""
    codes = [
        code
        for code, tally in office.tallies.items()
        if not tally.entries and office.unexplained(code)
    ]
    if codes and office.total.entries:
        yield Task("silent", len(codes), community=codes[0])


def _counts(connection: Connection, office: OfficeCounts, today: date) -> dict[str, int]:
    """How much waits, by kind of task."""
    total, blocks = office.total, office.count_blocks()
    entries = {code: tally.entries for code, tally in office.tallies.items()}
    queries = query_store.count_queries(connection)
    has_sample = sample_store.load_sample(connection) is not None
    return {
        "roster": 0 if total.on_roster else 1,
        "intake": blocks["missing"],
        "waiting_files": office.intake.waiting_files,
        "refused_files": office.intake.refused_files,
        "pending": blocks["pending"],
        "set_aside": blocks["set_aside"],
        "sent_back": total.sent_back,
        "errors": blocks["errors"],
        "answers": queries.get((QueryState.ANSWERED, Turn.OFFICE), 0),
        "returns": queries.get((QueryState.OPEN, Turn.OFFICE), 0),
        "reminders": return_store.count_overdue(connection, today),
        "unconfirmed": total.to_confirm,
        "approve": total.ready,
        "community_forms": blocks["community_forms"] if total.on_roster else 0,
        "second_entry": plan_in(connection, entries).left,
        "spot_check": 1 if total.approved and not has_sample else 0,
        "hand_over": total.approved - total.handed_over,
    }
