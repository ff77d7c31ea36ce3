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
_BEGUN = re.compile(r"\$\{[^{}]*\}?")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_EXPRESSIONS = (
    *("relevant", "constraint", "calculation", "choice_filter", "required", "repeat_count"),
)
_WORDS = frozenset({"label", "hint", "guidance_hint", "image", "audio", "video", "media"})
"""Columns of the sheet choices in which a reference is one; in others it is text."""


def reference_problems(survey: Sheet, choices: Sheet) -> Iterator[Problem]:
    """A problem for each name in the cells of both sheets that no row bears."""
    names = {name for row in survey.rows if (name := row.cell("name"))}
    for row in survey.rows:
        for column in _EXPRESSIONS:
            if found := malformed_reference(row.cell(column)):
                yield _malformed(survey, row, column, found)
    for sheet in (survey, choices):
        for row in sheet.rows:
            for column, cell in row.cells.items():
                if sheet is survey or column.partition(":")[0].strip() in _WORDS:
                    for name in dict.fromkeys(_REFERENCE.findall(cell)):
                        if name not in names:
                            yield _unknown(sheet, row, column, name, names)


def malformed_reference(cell: str) -> str:
    """The first thing in a cell that begins as a reference and is none; empty where all are."""
    begun = (match[0] for match in _BEGUN.finditer(cell))
    return next((one for one in begun if not _REFERENCE.fullmatch(one)), "")


def _malformed(sheet: Sheet, row: Row, column: str, found: str) -> Problem:
    name = found[2:].removesuffix("}").strip()
    advice = text("Between ${{ and }} stands the name of a question alone.", found=found)
    if not found.endswith("}"):
        advice = text("Add the }} after the name of the question.", found=found)
    elif _NAME.fullmatch(name):
        advice = text("Did you mean “{suggestion}”?", suggestion=f"${{{name}}}")
    message = text(
        "“{name}”, column {part}: “{found}” is no reference to a question.",
        name=row.cell("name"),
        part=column,
        found=found.rstrip("$ "),
    )
    return problem("form_reference_malformed", sheet, row, column, message, advice)


def _unknown(sheet: Sheet, row: Row, column: str, name: str, names: Collection[str]) -> Problem:
    advice = text("Check the spelling of the name in ${…}.")
    if close := get_close_matches(name, names, 1):
        advice = text("Did you mean “{suggestion}”?", suggestion=close[0])
    message = Text(UNKNOWN_REFERENCE, {"column": column, "q": name})
    return problem("form_reference_unknown", sheet, row, column, message, advice)
