"""Measures of `bench_intake_folder.py`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from big_town import PASSWORD, make_town_office, people, write_submission
from intake_rounds import Round, print_rounds, read_bare, timed

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.open_office import close_office, open_office

FILES, PEOPLE = 300, 60
ROUNDS = 5


def write_folder(folder: Path, files: int) -> None:
    """The workbooks of a town, one for each collector's 60 people."""
    folder.mkdir()
    everybody = people(files * PEOPLE)
    for number in range(files):
        some = everybody[number * PEOPLE : (number + 1) * PEOPLE]
        write_submission(folder / f"{number:03d}.xlsx", some)


def read_folder(folder: Path) -> int:
    """The bare reading of all workbooks."""
    return sum(read_bare(path) for path in sorted(folder.iterdir()))


def measure(office: Path, folder: Path, files: int) -> Round:
    """One round on a copy of the office."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(office, copy, dirs_exist_ok=True)
        desk = open_office(Path(copy), PASSWORD)
        floor, _rows = timed(lambda: read_folder(folder))
        total, outcomes = timed(lambda: add_submissions(desk, [folder]))
        close_office(desk)
    assert sum(outcome.taken for outcome in outcomes) == files * PEOPLE
    return Round(floor, total)


def main() -> int:
    """Print all rounds and the best one's ratios."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        close_office(make_town_office(Path(name), files * PEOPLE))
        office, folder = Path(name) / "office", Path(name) / "submissions"
        write_folder(folder, files)
        rounds = [measure(office, folder, files) for _ in range(ROUNDS)]
    return print_rounds(rounds, f"intake of {files} files")
