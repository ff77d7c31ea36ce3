"""What is told of a file that was not taken in."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.usecases.intake_views import NOTHING_TAKEN, FileOutcome


def refused(file_name: str, error: AppError) -> FileOutcome:
    """The outcome of a file that was not taken in."""
    problem = Problem(
        error.code, Severity.ERROR, _place(file_name, error), "", error.message, error.advice
    )
    return FileOutcome(
        **NOTHING_TAKEN,
        file=file_name,
        kind="",
        problems=(problem,),
        refusal=problem,
        community=str(error.context.get("community", "")),
    )


def _place(file_name: str, error: AppError) -> Place:
    sheet, row = error.context.get("sheet", ""), error.context.get("row", 0)
    return Place(file_name, str(sheet), int(row))
