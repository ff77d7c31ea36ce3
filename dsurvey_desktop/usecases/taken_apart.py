"""How a file is taken apart, and what comes of it; apart from what does it, which loads slowly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dsurvey_desktop.domain.progress_report import Progress, no_progress

if TYPE_CHECKING:
    from dsurvey_desktop.domain.errors import AppError
    from dsurvey_desktop.domain.problem import Problem
    from dsurvey_desktop.intake.mapping import ColumnMapping
    from dsurvey_desktop.intake.model import ParsedFile
    from dsurvey_desktop.intake.return_answers import ReturnAnswers
    from dsurvey_desktop.usecases.reading_rules import ReadingRules


@dataclass(frozen=True, slots=True)
class TakenApart:
    """What stands in a file.

    Attributes:
        digest: SHA-256 (hex) of `data`.
        returns: each return workbook that comes back, or why it is refused.
        parts: one for each kind of form in it, or why that part is refused.
        problems: what could not be read, where there are no parts to tell it with.
    """

    data: bytes
    digest: str
    returns: tuple[ReturnAnswers | AppError, ...] = ()
    parts: tuple[ParsedFile | AppError, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reading(NamedTuple):
    """How files are taken apart.

    Attributes:
        said: what a person said of their columns.
        in_lots: leave the rows of a file's one table to whoever takes them; see `parse_read`.
    """

    rules: ReadingRules
    said: ColumnMapping | None
    progress: Progress = no_progress
    in_lots: bool = False
