"""What was wrong with a file or a row of it, said so that the sender can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dsurvey_desktop.domain.texts import Text


class Severity(StrEnum):
    """ERROR stands in the way, WARNING wants a look, NOTICE only says something."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: sheet name, row and column counted from 1; 0 or empty means the whole."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should know of a file; `code` is stable, `value` the cell as it came."""

    code: str
    severity: Severity
    place: Place
    value: str
    message: Text
    advice: Text

    def to_json(self) -> dict[str, Any]:
        """The shape kept in the database."""
        place = self.place
        return {
            "code": self.code,
            "severity": self.severity.value,
            "place": [place.file, place.sheet, place.row, place.column],
            "value": self.value,
            "message": self.message.to_json(),
            "advice": self.advice.to_json(),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> Problem:
        """The opposite of `to_json`."""
        return Problem(
            data["code"],
            Severity(data["severity"]),
            Place(*data["place"]),
            data["value"],
            Text.from_json(data["message"]),
            Text.from_json(data["advice"]),
        )


def column_letters(column: int) -> str:
    """A, B, … Z, AA for columns counted from 1; empty for 0."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
