"""A town office with the built-in sample town, made once and copied for each test."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import SampleTown, sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.integration.usecases.two_offices import exchange, new_desk_of
from tests.integration.usecases.unlogged import watching

__all__ = ["exchange", "new_desk_of"]
PASSWORD = "password for tests"


@pytest.fixture(autouse=True)
def every_change_is_logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does: a unit of work that changes something says so in the log."""
    found: list[str] = []
    monkeypatch.setattr(Database, "write", watching(found))
    yield
    assert found == []


@pytest.fixture(scope="session")
def town() -> SampleTown:
    return sample_town()


@pytest.fixture(scope="session")
def truth(town: SampleTown) -> dict:
    return json.loads((town.folder / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def fresh_office(tmp_path_factory: pytest.TempPathFactory, town: SampleTown) -> Path:
    """An office with communities, roster and nothing else."""
    folder = tmp_path_factory.mktemp("fresh") / "office"
    setup = OfficeSetup(town.office, town.campaign, town.communities, "测试员")
    desk = set_up_office(folder, setup, PASSWORD)
    import_roster(desk, town.roster)
    close_office(desk)
    return folder


@pytest.fixture(scope="session")
def full_office(
    tmp_path_factory: pytest.TempPathFactory, fresh_office: Path, town: SampleTown
) -> Path:
    """The same with all submissions taken in."""
    folder = tmp_path_factory.mktemp("full") / "office"
    shutil.copytree(fresh_office, folder)
    desk = open_office(folder, PASSWORD)
    add_submissions(desk, town.submissions)
    close_office(desk)
    return folder


@pytest.fixture
def open_copy(tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """Open a copy of an office that the test may change."""
    desks: list[Desk] = []

    def opened(folder: Path) -> Desk:
        copy = tmp_path / f"office-{len(desks)}"
        shutil.copytree(folder, copy)
        desks.append(open_office(copy, PASSWORD))
        return desks[-1]

    yield opened
    for desk in desks:
        close_office(desk)


@pytest.fixture
def desk(open_copy: Callable[[Path], Desk], full_office: Path) -> Desk:
    """The sample town with everything taken in."""
    return open_copy(full_office)


@pytest.fixture
def new_desk(open_copy: Callable[[Path], Desk], fresh_office: Path) -> Desk:
    """The sample town with its roster only."""
    return open_copy(fresh_office)


ROSTER_HEADER = (
    "姓名", "身份证号", "残疾人证号", "残疾类别", "残疾等级", "户籍所在村(社区)", "区划代码", "办证日期",
)  # fmt: skip
CATEGORIES = {
    "1": "视力",
    "2": "听力",
    "3": "言语",
    "4": "肢体",
    "5": "智力",
    "6": "精神",
    "7": "多重",
}
GRADES = {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}


@dataclass(frozen=True)
class SmallTown:
    """A few people of the sample town whose forms have no fault.

    `people` are answers as they are sent; all of one community.
    """

    folder: Path
    setup: OfficeSetup
    people: tuple[dict[str, Any], ...]

    def roster(self, *changes: dict[str, Any], but: int | None = None, name="名册.csv") -> Path:
        """Write a roster of everybody; `changes` by person in order, `but` leaves one out."""
        lines = [self._line(one, change) for one, change in zip_longest(self.people, changes)]
        lines = [line for number, line in enumerate(lines) if number != but]
        return self._write(name, [ROSTER_HEADER, *lines])

    def _line(self, one: dict[str, Any], change: dict[str, Any] | None) -> list[str]:
        number = one["certificate_no"]
        home = self.setup.communities[0]
        facts = {
            "name": one["name"],
            "citizen_id": number[:18],
            "certificate_no": number,
            "category": CATEGORIES[number[18]],
            "grade": GRADES[number[19]],
            "community": home.name,
            "code": home.code,
            "certified_on": "2015-05-04",
        }
        return list((facts | (change or {})).values())

    def submission(self, name: str, *answers: dict[str, Any]) -> Path:
        """Write a submission with these rows, one item a column, codes as they are."""
        names = list(dict.fromkeys(item for one in answers for item in one))
        cells = [[_cell(one.get(item)) for item in names] for one in answers]
        return self._write(name, [names, *cells])

    def _write(self, name: str, rows: list[Any]) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return path


def _cell(value: Any) -> Any:
    return ";".join(value) if isinstance(value, list) else value


@pytest.fixture(scope="session")
def _faultless(town: SampleTown, truth: dict) -> tuple[dict[str, Any], ...]:
    """Answers of people surveyed on or after the reference date, without any fault."""
    sent = [
        {item: value for item, value in facts["sent"].items() if value is not None}
        for facts in truth["people"].values()
        if facts.get("sent", {}).get("status") == "6" and not facts["faults"]
    ]
    return tuple(
        {"survey_date": "2025-10-01"} | {k: v for k, v in one.items() if k not in _DATES}
        for one in sent
    )[:6]


_DATES = ("survey_date", "reconfirmed_on")


@pytest.fixture
def small(tmp_path: Path, town: SampleTown, _faultless: tuple[dict[str, Any], ...]) -> SmallTown:
    """Rosters and submissions of six people, written where the test may write."""
    folder = tmp_path / "files"
    folder.mkdir()
    setup = OfficeSetup(town.office, town.campaign, town.communities, "测试员")
    return SmallTown(folder, setup, _faultless)


@pytest.fixture(scope="session")
def small_office(
    tmp_path_factory: pytest.TempPathFactory, town: SampleTown, _faultless: Any
) -> Path:
    """An office with the roster of the six; its key slot is cheap to open."""
    folder = tmp_path_factory.mktemp("small")
    setup = OfficeSetup(town.office, town.campaign, town.communities, "测试员")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        desk = set_up_office(folder / "office", setup, PASSWORD)
    import_roster(desk, SmallTown(folder, setup, _faultless).roster())
    close_office(desk)
    return folder / "office"


@pytest.fixture
def small_desk(open_copy: Callable[[Path], Desk], small_office: Path) -> Desk:
    """The small office, with its roster only."""
    return open_copy(small_office)
