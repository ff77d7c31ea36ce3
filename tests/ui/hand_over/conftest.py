from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.manage_keys import show_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from ui.hand_over.page import HandOverPage


@pytest.fixture
def page(show_page) -> HandOverPage:
    return show_page(HandOverPage)


@pytest.fixture
def approved(office_context, in_worker) -> int:
    """How many entries were approved before the page was opened."""

    def approve_ready(desk):
        return len(approve_entries(desk, ready_entries(desk)).approved)

    return in_worker(approve_ready, office_context.desk)


@dataclass(frozen=True)
class DistrictCard:
    """The district's key card as it comes on a stick, and what its officer reads out."""

    file: Path
    fingerprint: str


@pytest.fixture
def district_card(in_worker, tmp_path) -> DistrictCard:
    def make() -> DistrictCard:
        town = sample_town()
        setup = OfficeSetup(town.district, town.campaign, (), "区经办人")
        desk = set_up_office(tmp_path / "district", setup, "password for district")
        try:
            return DistrictCard(write_key_card(desk, tmp_path)[0], show_key_card(desk).fingerprint)
        finally:
            close_office(desk)

    return in_worker(make)
