"""The sentences about files, sheets and workbooks that speak of another year than ours."""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text

OTHER_YEAR = "file_of_other_year"


def workbook_of_other_year(place: Place, year: str) -> Problem:
    """A collection workbook that was made for another campaign."""
    return Problem(
        "workbook_of_other_year",
        Severity.WARNING,
        place,
        year,
        text("This collection workbook was made for {year}.", year=year),
        text("Check whether these are this year's answers; if not, take the file back."),
    )


def workbook_of_other_edition(place: Place, version: str) -> Problem:
    """A collection workbook that was made before the form changed."""
    return Problem(
        "workbook_of_other_edition",
        Severity.NOTICE,
        place,
        version,
        text("This collection workbook was made with another edition of the form."),
        text(
            "Nothing has to be done; what the edition in use asks besides is said entry by entry."
        ),
    )


def file_of_other_year(place: Place, other: str, year: int) -> Problem:
    """A file that speaks of another year only; a person says whether it is this year's."""
    return Problem(
        OTHER_YEAR,
        Severity.WARNING,
        place,
        other,
        text("The file speaks of {other}, not of {year}.", other=other, year=str(year)),
        text(
            "If these are this year's answers all the same, confirm and take it in. Last year's "
            "data go in on the roster page."
        ),
    )


def old_title(place: Place, other: str, year: int) -> Problem:
    """A title or name of another year over days of this one."""
    return Problem(
        "old_title",
        Severity.NOTICE,
        place,
        other,
        text(
            "The title or name says {other}, the days are of {year}; the rows were taken as this "
            "year's.",
            other=other,
            year=str(year),
        ),
        text("Nothing has to be done if an old form was used again."),
    )


def named_after_people(place: Place, other: str, year: int) -> Problem:
    """A sheet whose name says since when its people are known, not when they were asked."""
    return Problem(
        "named_after_people",
        Severity.NOTICE,
        place,
        other,
        text(
            "The sheet's name says {other}, of its people as it seems; nobody of it stands on "
            "another sheet, and the rows were taken as those of {year}.",
            other=other,
            year=str(year),
        ),
        text("Take the file back if these are answers of an earlier year."),
    )
