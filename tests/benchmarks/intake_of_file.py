"""Measures of `bench_intake.py`: in this process, and as a command from its start to its end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from big_town import PASSWORD, make_office
from intake_rounds import Round, print_rounds, read_bare, timed

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.open_office import open_office
from dsurvey_desktop.usecases.undo_batch import undo_batch

ROWS = 20_000
ROUNDS = 5
PROJECT = Path(__file__).resolve().parents[2]
_READ_BARE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""


def measure(desk: Desk, submission: Path, count: int) -> Round:
    """One round; the batch is undone again."""
    floor, _rows = timed(lambda: read_bare(submission))
    total, (outcome,) = timed(lambda: add_submissions(desk, [submission]))
    assert outcome.taken == count, outcome
    assert outcome.batch is not None
    undo_batch(desk, outcome.batch)
    return Round(floor, total)


def measure_whole(office: Path, submission: Path) -> tuple[float, float]:
    """Wall seconds of a process that only reads the file, and of the command that takes it in."""
    with tempfile.TemporaryDirectory() as name:
        copy = shutil.copytree(office, Path(name) / "office")
        words = ("--office", copy, "--json", "intake", "add", submission)
        bare, _done = timed(lambda: _run("-c", _READ_BARE, submission))
        whole, _done = timed(lambda: _run("-m", "dsurvey_desktop.cli.main", *words))
    return bare.wall, whole.wall


def _run(*words: str | Path) -> None:
    environment = {**os.environ, "DSURVEY_PASSWORD": PASSWORD}
    command = [sys.executable, *words]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Print all rounds and the best one's ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    times = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        desk, submission = make_office(Path(name), count), Path(name) / "submission.xlsx"
        desk.database.close()
        whole = [measure_whole(desk.folder, submission) for _ in range(times)]
        desk = open_office(desk.folder, PASSWORD)
        rounds = [measure(desk, submission, count) for _ in range(times)]
        desk.database.close()
    status = print_rounds(rounds, f"intake of {count}")
    bare, command = min(whole, key=lambda one: one[1] / one[0])
    print(f"{'whole process':24}{command:10.2f} (reading {bare:.2f}, ratio {command / bare:.2f})")
    return status
