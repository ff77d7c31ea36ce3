"""Questions in the column `trigger` that nobody answers, so that nothing ever runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.sheet_problems import problem
from dsurvey_desktop.forms.xlsform_rows import Row, Sheet

_NAME = re.compile(r"\$\{\s*([^\s}]+)\s*\}")
_SHOWN_BY = frozenset({"label", "caption", "hint"})


def trigger_problems(survey: Sheet) -> Iterator[Problem]:
    """A problem for each trigger that is no question a person sees."""
    rows = {row.cell("name"): row for row in survey.rows if row.cell("name")}
    for row in survey.rows:
        for name in _NAME.findall(row.cell("trigger")):
            if name in rows and _is_hidden(rows[name]):
                yield problem(
                    "form_trigger_hidden",
                    survey,
                    row,
                    "trigger",
                    text("“{name}” is no question that somebody answers.", name=name),
                    text("Name a question with a label; a calculation cannot trigger another."),
                )


def _is_hidden(row: Row) -> bool:
    if row.cell("type").lower() == "calculate":
        return True
    is_worked_out = row.cell("calculation") or row.cell("trigger")
    shown = (n.partition(":")[0].strip() in _SHOWN_BY for n, cell in row.cells.items() if cell)
    return bool(is_worked_out) and not any(shown)
