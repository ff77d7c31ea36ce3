"""Power may fail at any moment: what was saved is there, what was not is not half there."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.storage import batch_store, bundle_store, log_store, row_store
from dsurvey_desktop.usecases.check_hand_over import addressee_code
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.verify_bundle import verify_bundle

KILLS = int(os.environ.get("DSURVEY_KILLS", "12"))
PASSWORD = "password for tests"
LONGEST_STEP_S = 0.06
"""Kills fall this long after a step was done at most: about as long as the next one takes."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")


class Works:
    """A process that forks workers, so that each starts at once."""

    def __init__(self, folder: Path, office: Path, files: list[Path]) -> None:
        self.folder = folder
        self.office = office
        self.files = [str(path) for path in files]
        script = Path(__file__).with_name("days_work.py")
        project = Path(__file__).parents[3]
        self.process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(project)},
        )

    def run(self, name: str, kill_after: tuple[int, float] | None = None) -> Path:
        """Let a worker do the day's work on a copy of the office; the folder it worked in.

        Args:
            name: of the folder.
            kill_after: steps done and seconds from then on, when the worker is killed.
        """
        place = self.folder / name
        shutil.copytree(self.office, place / "office")
        order = {
            "office": str(place / "office"),
            "password": PASSWORD,
            "files": self.files,
            "stick": str(place / "stick"),
            "diary": str(place / "diary"),
        }
        self._say(json.dumps(order))
        worker = int(self.process.stdout.readline())
        if kill_after is not None:
            steps, seconds = kill_after
            while len(diary_lines(place)) < steps:
                time.sleep(0.001)
            time.sleep(seconds)
            os.kill(worker, signal.SIGKILL)
        self._say("end it")
        assert self.process.stdout.readline() == "ended\n"
        return place

    def _say(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0
        self.process.stdout.close()


@pytest.fixture
def works(tmp_path: Path, small_office: Path, small) -> Iterator[Works]:
    people = small.people
    files = [
        small.submission("甲.csv", *people[:3]),
        small.submission("乙.csv", people[0] | {"mobile": "13912345678"}, *people[3:]),
    ]
    made = Works(tmp_path, small_office, files)
    yield made
    made.close()


def diary_lines(place: Path) -> list[str]:
    """The steps a worker noted as done, and `end`."""
    diary = place / "diary"
    return diary.read_text().split() if diary.exists() else []


def picture(desk: Desk) -> dict[str, Any]:
    """What a person would find in the office, without times."""
    with desk.database.read() as connection:
        return {
            "entries": [
                (e.certificate_no, e.state, e.version, dict(e.answers)) for e in list_entries(desk)
            ],
            "batches": [
                (b.file, b.rows_read, b.taken, b.pending)
                for b in batch_store.list_batches(connection)
            ],
            "rows": row_store.count_rows(connection),
            "log": [line.action for line in log_store.lines(connection)],
            "bundle": bundle_store.last_bundle(connection, addressee_code(connection))[0],
        }


def pictures_after_each_step(office: Path, place: Path, files: list[str]) -> list[Any]:
    """What the office looks like before the first step and after each, when nothing happens."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        from days_work import steps
    finally:
        sys.path.pop(0)
    shutil.copytree(office, place / "office")
    desk = open_office(place / "office", PASSWORD)
    seen = [picture(desk)]
    for step in steps(desk, [Path(name) for name in files], place / "stick"):
        step()
        seen.append(picture(desk))
    close_office(desk)
    return seen


def check_bundles(desk: Desk, stick: Path) -> list[int]:
    """Every file under a bundle's name is whole, and known here; their numbers."""
    numbers = []
    key_card = next(iter(stick.glob("*.keycard.txt")), None)
    with desk.database.read() as connection:
        addressee = addressee_code(connection)
        draft = bundle_store.load_draft(connection, addressee)
        known = {
            line.detail["digest"] for line in log_store.lines(connection) if "digest" in line.detail
        }
    if draft is not None:
        known.add(draft.digest)
    for path in sorted(stick.glob("*.dsb.zip")):
        opened = verify_bundle(path, key_card, desk)
        assert opened.digest in known
        numbers.append(opened.sequence)
    return numbers


def test_a_day_cut_short_at_any_moment(works: Works, tmp_path: Path, small_office: Path) -> None:
    reference = pictures_after_each_step(small_office, tmp_path / "undisturbed", works.files)
    assert diary_lines(works.run("whole"))[-1] == "end"
    moments = random.Random(int(os.environ.get("DSURVEY_KILL_SEED", "2025")))
    for number in range(KILLS):
        steps = number % (len(reference) - 1)
        place = works.run(f"kill-{number}", (steps, moments.uniform(0, LONGEST_STEP_S)))
        assert check_after(place, reference) >= steps


def check_after(place: Path, reference: list[Any]) -> int:
    """The office is as after the last step done or the one begun; work goes on from there."""
    done = len([line for line in diary_lines(place) if line != "end"])
    desk = open_office(place / "office", PASSWORD)
    found = picture(desk)
    assert found in reference[done : done + 2], f"after {done} steps"
    assert sum(batch[1] for batch in found["batches"]) == sum(
        count for outcome, count in found["rows"].items() if outcome != "proposal"
    )
    check_log(desk)
    stick = place / "stick"
    numbers = check_bundles(desk, stick)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) - found["bundle"] in {0, 1}
    go_on(desk, stick, len(numbers))
    close_office(desk)
    return done


def go_on(desk: Desk, stick: Path, written: int) -> None:
    """What was cut short is finished under its own number, and never written a second time."""
    before = {path: path.read_bytes() for path in stick.glob("*.dsb.zip")}
    states = {entry.state.value for entry in list_entries(desk)}
    if "approved" in states:
        exported = export_bundle(desk, stick)
        assert exported.sequence in {written, written + 1}
        assert check_bundles(desk, stick) == list(range(1, exported.sequence + 1))
    for path, content in before.items():
        assert path.read_bytes() == content
    assert not list(stick.glob("*.part"))
