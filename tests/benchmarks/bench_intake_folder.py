"""Intake of a folder with 300 workbooks of 60 people each, beside calamine's bare reading of them.

python tests/benchmarks/bench_intake_folder.py [files]

Every workbook is a batch of its own: checked, saved and safe on the disk before the next one.
The limit is 3 times the reading.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench_intake import Round, print_rounds, read_bare, timed
from big_town import make_town_office, people, write_submission

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.undo_batch import undo_batch

FILES, PEOPLE = 300, 60
ROUNDS = 3


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


def measure(desk: Desk, folder: Path, files: int) -> Round:
    """One round; all batches are undone again."""
    floor, _rows = timed(lambda: read_folder(folder))
    total, outcomes = timed(lambda: add_submissions(desk, [folder]))
    assert sum(outcome.taken for outcome in outcomes) == files * PEOPLE
    for outcome in reversed(outcomes):
        assert outcome.batch is not None
        undo_batch(desk, outcome.batch)
    return Round(floor, total)


def main() -> int:
    """Print all rounds, the best one's ratios and the peak memory of the process."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        desk = make_town_office(Path(name), files * PEOPLE)
        write_folder(Path(name) / "submissions", files)
        rounds = [measure(desk, Path(name) / "submissions", files) for _ in range(ROUNDS)]
        desk.database.close()
    return print_rounds(rounds, f"intake of {files} files")


if __name__ == "__main__":
    sys.exit(main())
