"""Problems of an XLSForm's sheets with their cells."""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.forms.xlsform_rows import Row, Sheet

HEADER_ROW = 1


def problem(
    code: str, sheet: Sheet, row: Row | None, column: str, message: Text, advice: Text
) -> Problem:
    """An error in a cell, or at the name of a row whose column is missing.

    `row` is None where the sheet as a whole is meant.
    """
    shown = sheet.columns.get(column) or (sheet.columns.get("name", 0) if row else 0)
    place = Place("", sheet.name, row.number if row else 0, shown)
    value = row.cell(column) if row else ""
    return Problem(code, Severity.ERROR, place, value, message, advice)


def header_problem(
    code: str,
    sheet: Sheet,
    column: str,
    message: Text,
    advice: Text,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """An error or warning in the first row; without such a column in no cell of it."""
    place = Place("", sheet.name, HEADER_ROW, sheet.columns.get(column, 0))
    return Problem(code, severity, place, column, message, advice)
