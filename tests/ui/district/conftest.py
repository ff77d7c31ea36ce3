"""A district's window with a real bundle of the practice town waiting in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from ui.context import AppContext
from ui.office_jobs import OpenOffice, enter, leave
from ui.practice_office import PASSWORD


@dataclass(frozen=True)
class Offices:
    """Folders of the district and the town, the town's bundle and key card."""

    district: Path
    town: Path
    bundle: Path
    card: Path


@pytest.fixture(scope="session")
def made_offices(practice_folder, tmp_path_factory) -> Offices:
    place = tmp_path_factory.mktemp("district")
    town_folder = Path(shutil.copytree(practice_folder, place / "town"))
    sample = sample_town()
    setup = OfficeSetup(sample.district, sample.campaign, (), "区经办人")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        district = set_up_office(place / "district", setup, PASSWORD)
    town = open_office(town_folder, PASSWORD)
    trust_key_card(town, write_key_card(district, place)[0])
    card = write_key_card(town, place)[0]
    approve_entries(town, ready_entries(town)[:40])
    bundle = Path(export_bundle(town, place / "stick").path)
    for desk in (district, town):
        close_office(desk)
    return Offices(place / "district", town_folder, bundle, card)


@pytest.fixture
def offices(made_offices: Offices, tmp_path: Path) -> Offices:
    """Copies that the test may change."""
    town, district = (
        Path(shutil.copytree(getattr(made_offices, name), tmp_path / name))
        for name in ("town", "district")
    )
    return Offices(district, town, made_offices.bundle, made_offices.card)


@pytest.fixture
def opened(in_worker, offices: Offices) -> Iterator[OpenOffice]:
    """The district, opened in the worker's thread, with the town's card accepted."""
    office = in_worker(enter, offices.district, PASSWORD)
    in_worker(trust_key_card, office.desk, offices.card)
    yield office
    in_worker(leave, office.desk)


@pytest.fixture
def office_context(opened, worker, theme, settings) -> AppContext:
    return AppContext(opened.desk, worker, theme, settings)
