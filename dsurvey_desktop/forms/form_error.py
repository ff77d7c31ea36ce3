"""A form cannot be used; every reason is a `Problem` with its place in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text


class FormError(AppError):
    """The form has errors.

    Attributes:
        problems: what is wrong, each with sheet, row, column, message and advice.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        place = first.place
        super().__init__(
            first.code,
            text(
                "The form cannot be used ({count} errors). Sheet “{sheet}”, row {row}: {what}",
                count=len(problems),
                sheet=place.sheet,
                row=place.row,
                what=first.message,
            ),
            first.advice,
            sheet=place.sheet,
            row=place.row,
            column=place.column,
        )
        self.problems = tuple(problems)
