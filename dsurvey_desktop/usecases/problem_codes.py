"""Every problem that taking in a file can tell of, with its advice (product B7)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import _

_BLANK = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """A problem in words; what differs from file to file stands as dots.

    Attributes:
        severity: error, warning or notice of a row or cell; `refused` for a whole file.
    """

    code: str
    severity: str
    message: str
    advice: str


def list_problem_codes() -> tuple[ProblemCode, ...]:
    """All of them in the current language, by code; a code may be said in several ways."""
    path = resources_folder() / "intake" / "problem_codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            ProblemCode(row["code"], row["severity"], _words(row["message"]), _words(row["advice"]))
            for row in csv.DictReader(file)
        )


def _words(template: str) -> str:
    return _BLANK.sub("…", _(template))
