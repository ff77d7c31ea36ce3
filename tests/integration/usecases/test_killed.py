"""Power may fail at any moment: what was saved is there, what was not is not half there.

`DSURVEY_KILLS=600` kills more often, `DSURVEY_KILL_SEED` at other moments (`.github/KILLS.md`).
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.leftovers import temporary_name
from dsurvey_desktop.storage import backup_store, database
from dsurvey_desktop.usecases.back_up import list_backups
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import accept, send_back
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from tests.integration.usecases.killed_works import (
    PASSWORD,
    Start,
    Works,
    bundle_files,
    check_backups,
    check_bundles,
    diary_lines,
    picture,
    pictures_after_each_step,
    schema,
    steps_of,
)
from tests.integration.usecases.two_offices import TOWN, Exchange
from tests.older_schema import OLDER, make_older

KILLS = int(os.environ.get("DSURVEY_KILLS", "12"))
SEED = int(os.environ.get("DSURVEY_KILL_SEED", "2025"))
LONGEST_STEP_S = 0.12
"""Kills fall this long after a step was done at most: somewhat longer than the next one takes."""
LONGEST_READING_S = 1.5
"""The same for files that a process which is started for it reads."""
LONGEST_OPENING_S = 0.8
"""The same for opening an older office, with backup and migrations."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")


@pytest.fixture
def works(tmp_path: Path, locale_folder: Path) -> Iterator[Works]:
    made = Works(tmp_path, locale_folder)
    yield made
    made.close()


@pytest.fixture
def first_day(tmp_path: Path, small_office: Path, small) -> Start:
    people = small.people
    files = (
        small.submission("甲.csv", *people[:3]),
        small.submission("乙.csv", people[0] | {"mobile": "13912345678"}, *people[3:]),
    )
    return Start("first", small_office, files, tmp_path / "no stick yet")


@pytest.fixture
def review(tmp_path: Path, small_office: Path, small) -> Start:
    people, folder = small.people, tmp_path / "一批文件"
    folder.mkdir()
    for name, rows in (("甲.csv", people[:2]), ("乙.csv", people[2:4])):
        shutil.move(small.submission(name, *rows), folder / name)
    many = [people[0] | {"certificate_no": f"33028219{n:012d}"} for n in range(700)]
    large = small.submission("大文件.csv", people[4], *many)
    wrong = small.submission("误报.csv", people[5])
    return Start("review", small_office, (folder, large, wrong), tmp_path / "no stick yet")


@pytest.fixture
def later_day(exchange: Exchange) -> Callable[[str], Start]:
    """By schema, the office of an older program that handed over and got its receipt.

    One entry was sent back.
    """
    exchange.take(exchange.hand_over())
    first, *others = (one.id for one in list_town_entries(exchange.district, TOWN))
    send_back(exchange.district, [first], "请核实")
    accept(exchange.district, others)
    receipt = exchange.receipt()
    close_office(exchange.town)

    @cache
    def started(version: str) -> Start:
        folder = exchange.folder / f"office of {version}"
        shutil.copytree(exchange.town.folder, folder)
        opened = database.open_database(folder, PASSWORD)
        make_older(opened.engine, version)
        opened.close()
        return Start("later", folder, (receipt,), exchange.folder / "stick")

    return started


def test_a_day_cut_short_at_any_moment(works: Works, first_day: Start) -> None:
    day = Day(works, first_day)
    for number, moments in numbered():
        steps = number % day.steps
        day.kill(number, steps, moments.uniform(0, LONGEST_STEP_S))


def test_an_older_office_cut_short_at_any_moment(
    works: Works, later_day: Callable[[str], Start]
) -> None:
    """Every other kill falls into bringing it up to date, one schema after the other."""
    days = cache(lambda version: Day(works, later_day(version)))
    for number, moments in numbered():
        day = days(OLDER[(number + SEED) % len(OLDER)])
        steps = 0 if number % 2 else number // 2 % day.steps
        longest_s = LONGEST_STEP_S if steps else LONGEST_OPENING_S
        day.kill(number, steps, moments.uniform(0, longest_s))


def test_a_day_of_review_cut_short_at_any_moment(works: Works, review: Start) -> None:
    """Every third kill falls into the files another process reads; that one ends by itself."""
    day = Day(works, review)
    for number, moments in numbered(KILLS // 4):
        steps = number // 3 % 2 if number % 3 == 0 else number % day.steps
        longest_s = LONGEST_STEP_S if steps > 1 else LONGEST_READING_S
        day.kill(number, steps, moments.uniform(0, longest_s))
    assert works.readers_left() == []


def numbered(count: int = KILLS // 2) -> Iterator[tuple[int, random.Random]]:
    """So many kills, with what chooses their moments."""
    moments = random.Random(SEED)
    return ((number, moments) for number in range(count))


class Day:
    """A day's work that is cut short again and again, each time on a copy of what it begins with.

    Attributes:
        steps: how many there are.
    """

    def __init__(self, works: Works, start: Start) -> None:
        self._works = works
        self._start = start
        whole = works.folder / f"undisturbed {start.office.name}"
        self._reference = pictures_after_each_step(start, whole)
        self._schemas = schema(start.office), schema(whole / "office")
        self.steps = len(self._reference) - 1
        again = works.run(f"whole {start.office.name}", start)
        assert diary_lines(again)[-1] == "end"

    def kill(self, number: int, steps: int, seconds: float) -> None:
        """Cut it short so long after so many steps; the office is whole, and work goes on."""
        print(f"seed {SEED}, kill {number}: {self._start.office.name}, {seconds:.4f} s, {steps=}")
        place = self._works.run(f"kill-{number}", self._start, (steps, seconds))
        found = schema(place / "office")
        assert found in self._schemas
        if found != self._schemas[0]:
            kinds = [one.kind for one in list_backups(place / "office")]
            assert database.BEFORE_UPGRADE in kinds
        assert check_after(place, self._start, self._reference) >= steps
        shutil.rmtree(place)


def check_after(place: Path, start: Start, reference: list[Any]) -> int:
    """The office is as after the last step done or the one begun; work goes on from there."""
    done = len([line for line in diary_lines(place) if line != "end"])
    check_backups(place / "office")
    desk = open_office(place / "office", PASSWORD)
    found = picture(desk)
    assert found in reference[done : done + 2], (
        f"after {done} steps",
        [differing(found, one) for one in reference[done : done + 2]],
    )
    assert sum(batch[1] for batch in found["batches"]) == sum(
        count for outcome, count in found["rows"].items() if outcome != "proposal"
    )
    check_log(desk)
    numbers = check_bundles(desk, place / "stick")
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) - found["bundle"] in {0, 1}
    go_on(desk, start, place, reference.index(found))
    assert picture(desk) == reference[-1]
    close_office(desk)
    return done


def differing(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """What of a picture is not as expected, in both."""
    return {name: (found[name], expected[name]) for name in found if found[name] != expected[name]}


def go_on(desk: Desk, start: Start, place: Path, done: int) -> None:
    """The rest of the day; a bundle cut short is finished, and none is written a second time."""
    stick = place / "stick"
    before = {path: path.read_bytes() for path in bundle_files(stick)}
    for paper in stick.glob(temporary_name("*")):
        os.utime(paper, (0, 0))  # cut short long ago, so that the next one takes it away
    for step in steps_of(start, desk, place)[done:]:
        step()
    with replace_file(stick / "next.txt") as file:
        file.write(b"next")
    last = picture(desk)["bundle"]
    assert check_bundles(desk, stick) == list(range(1, last + 1))
    for path, content in before.items():
        assert path.read_bytes() == content
    backups = place / "office" / backup_store.FOLDER_NAME
    assert not [*stick.glob("*.part"), *stick.glob(".*"), *backups.glob("*.part")]
    check_backups(place / "office")
    check_log(desk)
