"""What the campaign asks of blind second entry, and how much of it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.sampling.draw import part_of
from dsurvey_desktop.storage import entry_lookup, office_store, second_store
from dsurvey_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class SecondPlan:
    """How far second entry is.

    Attributes:
        share: of every community, 0 to 1; 0 where the campaign does not ask for it.
        lacking: entries still to be drawn, so that every community gives its share.
        drawn, waiting: drawn entries, and those of them that nobody has entered again.
        undecided: differences nobody has decided.
    """

    share: float
    lacking: int
    drawn: int
    waiting: int
    undecided: int

    @property
    def is_asked(self) -> bool:
        """Whether anybody has to do anything of the kind."""
        return self.share > 0 or self.drawn > 0

    @property
    def left(self) -> int:
        """How much is still to be done."""
        return self.lacking + self.waiting + self.undecided


def second_entry_plan(desk: Desk) -> SecondPlan:
    """What is asked for and how far it is."""
    with desk.database.read() as connection:
        return plan_in(connection, entry_lookup.count_per_community(connection))


def plan_in(connection: Connection, entries: Mapping[str, int]) -> SecondPlan:
    """The same in the caller's unit of work; `entries` are counts by community code."""
    share = office_store.load_campaign(connection).second_entry_share
    found = second_store.count_second(connection)
    lacking = 0
    if share > 0:
        lacking = sum(
            max(0, part_of(share, count) - found.get(code, (0, 0))[0])
            for code, count in entries.items()
        )
    return SecondPlan(
        share,
        lacking,
        sum(drawn for drawn, _waiting in found.values()),
        sum(waiting for _drawn, waiting in found.values()),
        second_store.count_undecided(connection) if found else 0,
    )
