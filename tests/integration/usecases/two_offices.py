"""A town and its district that trust each other's keys, for tests of what goes between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.office import Community, Office
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.make_receipt import make_receipt
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.set_up_office import set_up_office

TOWN, OTHER = "330282105", "330282106"
HILL = Community("330282106201", "云山村")
CHANGES = ("new", "changed", "unchanged", "withdrawn", "late")


@dataclass
class Exchange:
    """A town with three entries and its district, each with the other's card."""

    town: Desk
    district: Desk
    small: Any
    folder: Path
    new_town: Callable[[Office], Desk]

    def hand_over(self, desk: Desk | None = None) -> Path:
        desk = desk or self.town
        approve_entries(desk, ready_entries(desk))
        return Path(export_bundle(desk, self.folder / "stick").path)

    def receive(self, *paths: Path, **options: Any):
        return receive_bundles(self.district, paths, **options)

    def take(self, *paths: Path):
        (found,) = self.receive(*paths)
        assert found.outcome == "taken", found
        return found

    def receipt(self, town: str = TOWN, message: str = "") -> Path:
        return Path(make_receipt(self.district, town, self.folder / "back", message).path)

    def correct(self, number: int, note: str, desk: Desk | None = None) -> None:
        desk = desk or self.town
        correct_entry(desk, list_entries(desk)[number].id, "note", note, "电话核实")

    def states(self) -> list[EntryState]:
        return [one.state for one in list_entries(self.town)]

    def theirs(self, town: str = TOWN) -> list[EntryState]:
        return [one.state for one in list_town_entries(self.district, town)]


@pytest.fixture
def new_desk_of(
    tmp_path: Path, town: SampleTown, monkeypatch
) -> Iterator[Callable[[Office], Desk]]:
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    desks = []

    def made(office: Office) -> Desk:
        communities = (HILL,) if office.code == OTHER else ()
        setup = OfficeSetup(office, town.campaign, communities, "经办人")
        desks.append(set_up_office(tmp_path / office.code, setup, "password for tests"))
        return desks[-1]

    yield made
    for desk in desks:
        close_office(desk)


def befriend(one: Desk, other: Desk, folder: Path) -> None:
    for this, that in ((one, other), (other, one)):
        trust_key_card(that, write_key_card(this, folder)[0])


@pytest.fixture
def exchange(small_desk: Desk, small, new_desk_of, town: SampleTown, tmp_path: Path) -> Exchange:
    district = new_desk_of(town.district)
    befriend(small_desk, district, tmp_path)
    add_submissions(small_desk, [small.submission("首次.csv", *small.people[:3])])
    return Exchange(small_desk, district, small, tmp_path, new_desk_of)


def counts(found) -> dict[str, int]:
    return {name: getattr(found.changes, name) for name in CHANGES if getattr(found.changes, name)}


def add_second_town(exchange: Exchange, *people: int) -> Desk:
    """Another town of the district, with entries of these people of the small town."""
    other = exchange.new_town(Office(OTHER, "云山镇残联"))
    befriend(other, exchange.district, exchange.folder)
    moved = [{"community": HILL.name, "code": HILL.code}] * 6
    import_roster(other, exchange.small.roster(*moved))
    rows = [exchange.small.people[number] for number in people]
    add_submissions(other, [exchange.small.submission("他镇.csv", *rows)])
    return other
