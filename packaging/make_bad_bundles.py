"""Bundles that a receiver must refuse, each a named case with the code it must be refused with.

    python packaging/make_bad_bundles.py FOLDER   write all of them, with the trust lists

The cases are functions of the scripts named in `SCRIPTS`, one a layer; a function's name is its
case's name. The tests make them afresh: no binary file is kept, and keys are new each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import make_bad_answers
import make_bad_bags
import make_bad_containers
import make_bad_names
import make_bad_national
import make_bad_repacked
import make_bad_seals
import make_bad_signatures
import make_bad_statements
import make_bad_tables
from bundle_workshop import Attempt, Workshop
from dsurvey_desktop.domain.suite import SuiteName
from make_bad_cases import CASES, PACKAGES

SCRIPTS = (
    make_bad_containers,
    make_bad_names,
    make_bad_seals,
    make_bad_signatures,
    make_bad_bags,
    make_bad_statements,
    make_bad_tables,
    make_bad_answers,
    make_bad_national,
    make_bad_repacked,
)
"""Importing them registers their cases."""
_FOLDERS = {SuiteName.STANDARD: "standard", SuiteName.NATIONAL: "national"}


def make_all(workshop: Workshop) -> dict[str, tuple[str, Attempt]]:
    """Name to expected code and attempt, of the cases that the workshop's suite has."""
    return {
        case.name: (case.code, case.make(workshop))
        for case in (*CASES, *PACKAGES)
        if workshop.suite.name in case.suites
    }


def write_all(target: Path) -> None:
    """`<suite>/<code>--<case>.dsb.zip` for each case, and the trust list to check them with."""
    for suite, name in _FOLDERS.items():
        _write(target / name, Workshop.of(suite))


def _write(folder: Path, workshop: Workshop) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trusted_keys.txt").write_text(workshop.trust.to_text(), encoding="utf-8")
    for name, (code, attempt) in make_all(workshop).items():
        (folder / f"{code}--{name}.dsb.zip").write_bytes(attempt.data)
        print(folder.name, code, name)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
