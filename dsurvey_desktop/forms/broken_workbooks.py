"""Workbooks that are none of a form's because nobody can open them like this."""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text


def has_password() -> Problem:
    """A workbook that asks for a password."""
    return Problem(
        "form_encrypted",
        Severity.ERROR,
        Place(""),
        "",
        text("The workbook is protected by a password."),
        text("Open it in Excel or WPS, remove the password, save it and choose it again."),
    )


def is_damaged() -> Problem:
    """A workbook of which something is missing or changed."""
    return Problem(
        "form_damaged",
        Severity.ERROR,
        Place(""),
        "",
        text("The workbook is damaged, or was not copied completely."),
        text("Copy it again, or open it in Excel or WPS, save it as .xlsx and choose that one."),
    )
