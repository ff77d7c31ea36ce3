"""References `${name}` to what is not there, all at once and each with its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.sheet_problems import problem
from dsurvey_desktop.forms.xlsform_rows import Row, Sheet

UNKNOWN_REFERENCE = N_("Column {column} refers to “{q}”, which is not there.")
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?([^\W\d][\w.\-]*)\}")
_MADE = ("_other", "_count")
"""Ends of names that the form library makes itself, for or_other and repeat_count."""


def reference_problems(survey: Sheet, choices: Sheet) -> Iterator[Problem]:
    """A problem for each name in the cells of both sheets that no row bears."""
    names = {name for row in survey.rows if (name := row.cell("name"))}
    for sheet in (survey, choices):
        for row in sheet.rows:
            for column, cell in row.cells.items():
                for name in dict.fromkeys(_REFERENCE.findall(cell)):
                    if not _is_known(name, names):
                        yield _unknown(sheet, row, column, name, names)


def _is_known(name: str, names: Collection[str]) -> bool:
    return name in names or any(
        name.endswith(end) and name.removesuffix(end) in names for end in _MADE
    )


def _unknown(sheet: Sheet, row: Row, column: str, name: str, names: Collection[str]) -> Problem:
    advice = text("Check the spelling of the name in ${…}.")
    if close := get_close_matches(name, names, 1):
        advice = text("Did you mean “{suggestion}”?", suggestion=close[0])
    message = Text(UNKNOWN_REFERENCE, {"column": column, "q": name})
    return problem("form_reference_unknown", sheet, row, column, message, advice)
