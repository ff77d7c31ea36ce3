"""Files whose Chinese a program could not write: `??` stands where a name was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import IntakeError, ParsedTable
from dsurvey_desktop.intake.sheets import Sheet

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LOST = re.compile(r"[?\uff1f]{2,}")
_NAMES = ("name", "community_name")
_LOOKED_AT = 200
LEAST_LOST = 5
"""So many words are question marks where nothing else is known of a text or a sheet."""


def words_lost() -> IntakeError:
    """Nothing but question marks is left of the words."""
    return IntakeError(
        "words_lost",
        text("The Chinese in this file was lost when it was saved: question marks stand instead."),
        text(
            "Ask the sender for the workbook as it was first written, or for a new export as .xlsx."
        ),
    )


def are_words_lost(tables: Sequence[ParsedTable]) -> bool:
    """True where all names are question marks and no cell that was looked at holds a word."""
    return bool(tables) and all(map(_is_lost, tables))


def are_cells_lost(sheets: Sequence[Sheet]) -> bool:
    """The same of sheets without a header that is known: that became question marks too."""
    cells = [
        cell
        for sheet in sheets
        for row in sheet.rows[:_LOOKED_AT]
        for cell in row
        if isinstance(cell, str)
    ]
    is_lost = sum(_LOST.fullmatch(cell.strip()) is not None for cell in cells) >= LEAST_LOST
    return is_lost and not any(map(_IDEOGRAPH.search, cells))


def _is_lost(table: ParsedTable) -> bool:
    names = [one for match in table.columns if match.item in _NAMES for one in match.examples]
    examples = (one for match in table.columns for one in match.examples)
    is_lost = bool(names) and all(map(_LOST.fullmatch, names))
    return is_lost and not any(map(_IDEOGRAPH.search, examples))
