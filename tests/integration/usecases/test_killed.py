"""Power may fail at any moment: what was saved is there, what was not is not half there.

`DSURVEY_KILLS=600` kills more often, `DSURVEY_KILL_SEED` at other moments (`.github/KILLS.md`).
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.storage import backup_store, database
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

KILLS = int(os.environ.get("DSURVEY_KILLS", "12"))
SEED = int(os.environ.get("DSURVEY_KILL_SEED", "2025"))
LONGEST_STEP_S = 0.12
"""Kills fall this long after a step was done at most: somewhat longer than the next one takes."""
LONGEST_OPENING_S = 0.8
"""The same for opening an older office, with backup and migrations."""
OLDER = "0018"
"""A schema that knew receipts; the office of the later day has it."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Works]:
    made = Works(tmp_path)
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
def later_day(exchange: Exchange) -> Start:
    """An office of an older program that handed over and got its receipt, one entry sent back."""
    exchange.take(exchange.hand_over())
    first, *others = (one.id for one in list_town_entries(exchange.district, TOWN))
    send_back(exchange.district, [first], "请核实")
    accept(exchange.district, others)
    receipt = exchange.receipt()
    make_older(exchange.town)
    return Start("later", exchange.town.folder, (receipt,), exchange.folder / "stick")


def make_older(desk: Desk) -> None:
    config = Config()
    config.set_main_option("script_location", str(project_folder() / "migrations"))
    with database.writing(desk.database.engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, OLDER)
    close_office(desk)


def test_a_day_cut_short_at_any_moment(works: Works, first_day: Start) -> None:
    kill_often(works, first_day, LONGEST_STEP_S)


def test_a_day_in_an_older_office_cut_short_at_any_moment(works: Works, later_day: Start) -> None:
    kill_often(works, later_day, LONGEST_OPENING_S)


def kill_often(works: Works, start: Start, longest_opening_s: float) -> None:
    """Kill half of the workers in the one day, half in the other, at moments the seed chooses."""
    reference = pictures_after_each_step(start, works.folder / "undisturbed")
    schemas = schema(start.office), schema(works.folder / "undisturbed" / "office")
    assert diary_lines(works.run("whole", start))[-1] == "end"
    moments = random.Random(SEED)
    for number in range(KILLS // 2):
        steps = number % (len(reference) - 1)
        seconds = moments.uniform(0, LONGEST_STEP_S if steps else longest_opening_s)
        print(f"seed {SEED}, kill {number}: {seconds:.4f} s after step {steps}")
        place = works.run(f"kill-{number}", start, (steps, seconds))
        assert schema(place / "office") in schemas
        assert check_after(place, start, reference) >= steps
        shutil.rmtree(place)


def check_after(place: Path, start: Start, reference: list[Any]) -> int:
    """The office is as after the last step done or the one begun; work goes on from there."""
    done = len([line for line in diary_lines(place) if line != "end"])
    check_backups(place / "office")
    desk = open_office(place / "office", PASSWORD)
    found = picture(desk)
    assert found in reference[done : done + 2], f"after {done} steps"
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


def go_on(desk: Desk, start: Start, place: Path, done: int) -> None:
    """The rest of the day; a bundle cut short is finished, and none is written a second time."""
    stick = place / "stick"
    before = {path: path.read_bytes() for path in bundle_files(stick)}
    for step in steps_of(start, desk, place)[done:]:
        step()
    last = picture(desk)["bundle"]
    assert check_bundles(desk, stick) == list(range(1, last + 1))
    for path, content in before.items():
        assert path.read_bytes() == content
    backups = place / "office" / backup_store.FOLDER_NAME
    assert not [*stick.glob("*.part"), *backups.glob("*.part")]
    check_backups(place / "office")
    check_log(desk)
