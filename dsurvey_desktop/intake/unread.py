"""Cells of which a file holds no value: an error word, or a formula whose result was not saved."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.readings import Fault
from dsurvey_desktop.intake.sheets import Cell

UNREAD_CODES = frozenset(("error_cell", "formula_not_saved"))
_ERROR_WORDS = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!",
    )
)  # fmt: skip
"""Text tables hold them as text."""


class Unread(str):
    """What stands in a cell in place of a value: an error word, or a formula (from `=` on)."""

    __slots__ = ()


def is_unread(cell: Cell) -> bool:
    """True for a cell that shows something and holds no value."""
    return isinstance(cell, Unread) or cell in _ERROR_WORDS


def holds_unread(cells: Sequence[Cell]) -> bool:
    """True where any cell is so; asked of whole columns, nearly all of which hold none."""
    return Unread in set(map(type, cells)) or not _ERROR_WORDS.isdisjoint(cells)


def fault_of(cell: Cell) -> Fault:
    """Why an unread cell could not be read."""
    if str(cell).startswith("="):
        return Fault(
            "formula_not_saved",
            text("The cell holds a formula whose result was not saved; it was not read."),
            text(
                "Open the file in Excel or WPS, save it there and take it in again; "
                "or type the value in place of the formula."
            ),
        )
    return Fault(
        "error_cell",
        text("The spreadsheet shows an error here; there is no value to be read."),
        text("Open the file in Excel or WPS, type the right value, save it and take it in again."),
    )
