"""Columns of an XLSForm's sheets that are missing or misspelt."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.sheet_problems import header_problem
from dsurvey_desktop.forms.slip_words import HEADINGS
from dsurvey_desktop.forms.xlsform_rows import CHOICES, SETTINGS, SURVEY, Sheet

_COLUMNS = {
    SURVEY: (
        *("type", "name", "label", "hint", "guidance_hint", "relevant", "required"),
        *("required_message", "constraint", "constraint_message", "calculation"),
        *("choice_filter", "default", "appearance", "repeat_count", "read_only"),
        *("parameters", "trigger"),
    ),
    CHOICES: ("list_name", "name", "label"),
    SETTINGS: (
        *("form_title", "form_id", "version", "default_language", "instance_name"),
        *("public_key", "submission_url", "allow_choice_duplicates"),
    ),
}
"""Columns that people misspell; what is close to one and known to nobody is remarked on."""
_NEEDED = {SURVEY: ("name",), CHOICES: ("list_name", "name")}


def missing_columns(sheet: Sheet) -> Iterator[Problem]:
    """A problem for each column that the sheet cannot do without."""
    if not sheet.rows:
        return
    for name in _NEEDED.get(sheet.name, ()):
        if name not in sheet.columns:
            close = get_close_matches(name, list(sheet.columns), 1, 0.7)
            advice = text("Add the column; its name stands in the first row.")
            if close:
                advice = text("Did you mean it by “{column}”?", column=close[0])
            message = text("The sheet “{sheet}” has no column “{column}”.", **_named(sheet, name))
            yield header_problem(
                "form_column_missing", sheet, close[0] if close else name, message, advice
            )


def headings_wanted(survey: Sheet) -> Text | None:
    """How the columns are to be named; None where none of them has a name we can translate."""
    names = [one for one in survey.columns if one in HEADINGS]
    if not names:
        return None
    return text(
        "Write the names of the columns in English: {names}.",
        names=", ".join(f"{name} → {HEADINGS[name]}" for name in names),
    )


def _named(sheet: Sheet, column: str) -> dict[str, str]:
    return {"sheet": sheet.name, "column": column}


def misspelt_columns(sheet: Sheet, known: Collection[str]) -> Iterator[Problem]:
    """A warning for each column that looks like one of XLSForm and is none.

    Args:
        sheet: with the names of its columns.
        known: further names that the form library knows.
    """
    usual = _COLUMNS.get(sheet.name, ())
    for column in sheet.columns:
        plain = column.partition(":")[0].strip().replace(" ", "_")
        if not plain or plain in usual or plain in known:
            continue
        absent = [name for name in usual if name not in sheet.columns]
        for close in get_close_matches(plain, absent, 1, 0.8):
            yield header_problem(
                "form_column_unknown",
                sheet,
                column,
                text("Nobody reads the column “{column}”.", column=column),
                text("Did you mean “{suggestion}”?", suggestion=close),
                Severity.WARNING,
            )
