"""An office on a real PostgreSQL, made once and copied for each test; several seats of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import key_slots, server_file
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.manage_users import add_user
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import SampleTown, sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.postgres import Postgres

FIRST, SECOND = "password of the first", "password of the second"
FIRST_USER, SECOND_USER = UserId(1), UserId(2)


@contextmanager
def cheap_slots() -> Iterator[None]:
    """How strong a key slot is has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        yield


@pytest.fixture(autouse=True)
def soon_opened() -> Iterator[None]:
    """Passwords cost little here."""
    with cheap_slots():
        yield


@pytest.fixture(scope="session")
def town() -> SampleTown:
    return sample_town()


@pytest.fixture(scope="session")
def made_office(
    tmp_path_factory: pytest.TempPathFactory,
    postgres: Postgres,
    town: SampleTown,
    locale_folder,
) -> Path:
    """The sample town's office with all its submissions and two officers, each in every role."""
    folder = tmp_path_factory.mktemp("seats") / "office"
    server = postgres.server(postgres.new_database())
    setup = OfficeSetup(town.office, town.campaign, town.communities, "陈经办", server)
    with cheap_slots():
        desk = set_up_office(folder, setup, FIRST)
        import_roster(desk, town.roster)
        add_submissions(desk, town.submissions)
        add_user(desk, FIRST, "林复核", set(Role), SECOND)
        close_office(desk)
    return folder


@pytest.fixture
def office(made_office: Path, postgres: Postgres, tmp_path: Path) -> Path:
    """A copy that the test may change, database and all: the folder of its first seat."""
    folder = Path(shutil.copytree(made_office, tmp_path / "seat1"))
    key = key_slots.open_slot(folder / key_slots.SLOTS_NAME, FIRST).key
    server = server_file.read_server(folder, key)
    copy = postgres.new_database(template=server.address.database)
    server_file.write_server(
        folder, replace(server, address=replace(server.address, database=copy)), key
    )
    return folder


@pytest.fixture
def sit_down() -> Iterator[Callable[[Path, str], Desk]]:
    """Open an office at a seat; closed after the test."""
    desks: list[Desk] = []

    def sit(folder: Path, password: str) -> Desk:
        desks.append(open_office(folder, password))
        return desks[-1]

    yield sit
    for desk in desks:
        close_office(desk)


@pytest.fixture
def seats(office: Path, tmp_path: Path, sit_down) -> tuple[Desk, Desk]:
    """Two officers at two seats, each with a folder of their own."""
    other = Path(shutil.copytree(office, tmp_path / "seat2"))
    return sit_down(office, FIRST), sit_down(other, SECOND)
