"""Why a cell could not be read, in words for the officer."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_lists import phrases
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.readings import Fault

CHOICES_SHOWN = 12


def unknown_choice(item: Item) -> Fault:
    """A text that is none of the item's choices."""
    shown = [f"{c.code} {next(iter(c.labels.values()), '')}" for c in item.choices[:CHOICES_SHOWN]]
    return Fault(
        "unknown_choice",
        text("This is none of the choices, or more than one may be meant."),
        text("Use one of: {choices}", choices=phrases(shown)),
    )


def bad_number() -> Fault:
    """A cell of a number item that holds none."""
    return Fault("bad_number", text("This is not a number."), text("Use digits only."))


def bad_date() -> Fault:
    """A cell of a date item that holds none, or may mean two."""
    message = text("This is not a date, or more than one date may be meant.")
    return Fault("bad_date", message, text("Write it like 2025-09-30."))


def typed_as_number() -> Fault:
    """A long number that the spreadsheet cut."""
    return Fault(
        "certificate_typed_as_number",
        text("The number was typed as a number, and the spreadsheet lost its last digits."),
        text("Format the column as text and type the number again, or accept the proposal."),
    )


def date_in_text() -> Fault:
    """A date among words, which spreadsheets make of `3-2` while one types."""
    return Fault(
        "date_in_text",
        text("The cell holds a date, though words are asked for; the spreadsheet may have made it "
             "of what was typed (3-2)."),
        text("Compare it with the paper, and type it again as text where it is wrong."),
    )  # fmt: skip
