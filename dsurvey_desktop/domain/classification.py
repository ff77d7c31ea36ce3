"""Names of disability categories and grades (GB/T 26341), by their digits in the number."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import N_, _

CATEGORIES = {
    "1": N_("Vision"),
    "2": N_("Hearing"),
    "3": N_("Speech"),
    "4": N_("Physical"),
    "5": N_("Intellectual"),
    "6": N_("Psychiatric"),
    "7": N_("Multiple"),
}
GRADES = {
    "1": N_("Grade 1"),
    "2": N_("Grade 2"),
    "3": N_("Grade 3"),
    "4": N_("Grade 4"),
    "9": N_("Not graded"),
}


def category_name(digit: str) -> str:
    """The category in the current language; the digit itself when there is none."""
    return _(CATEGORIES.get(digit, digit))


def grade_name(digit: str) -> str:
    """The grade in the current language; the digit itself when there is none."""
    return _(GRADES.get(digit, digit))
