"""The sentences about single lines of a roster."""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text

TYPED_AS_NUMBER = "certificate_typed_as_number"


def duplicate(place: Place, number: str) -> Problem:
    """A certificate number that stood in an earlier line."""
    return Problem(
        "duplicate_on_roster",
        Severity.WARNING,
        place,
        number,
        text("This certificate number stands on the roster twice; the first line counts."),
        text("Check both lines and keep the right one."),
    )


def wrong_number(place: Place, number: str) -> Problem:
    """A certificate number that breaks its own rules (rule K32)."""
    return Problem(
        "bad_certificate_no",
        Severity.WARNING,
        place,
        number,
        text("This is no valid certificate number; the line was kept as it is."),
        text("Compare it with the certificate and correct the roster."),
    )


def rebuilt(place: Place, number: str) -> Problem:
    """A number typed as a number, made again from citizen ID, category and grade."""
    return Problem(
        "certificate_rebuilt",
        Severity.WARNING,
        place,
        number,
        text("The certificate number had lost its last digits and was made again from "
             "citizen ID, category and grade."),
        text("Check that it is no reissued certificate (B1, B2)."),
    )  # fmt: skip
