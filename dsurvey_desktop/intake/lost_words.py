"""Files whose Chinese a program could not write: `??` stands where a name was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import IntakeError, ParsedTable

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LOST = re.compile(r"[?\uff1f]{2,}")


def words_lost() -> IntakeError:
    """Nothing but question marks is left of the words."""
    return IntakeError(
        "words_lost",
        text("The Chinese in this file was lost when it was saved: question marks stand instead."),
        text("Ask the sender for the Excel workbook, or for a CSV saved anew as UTF-8."),
    )


def are_words_lost(tables: Sequence[ParsedTable]) -> bool:
    """True where all names are question marks and no cell that was looked at holds a word."""
    return bool(tables) and all(map(_is_lost, tables))


def _is_lost(table: ParsedTable) -> bool:
    names = [one for match in table.columns if match.item == "name" for one in match.examples]
    examples = (one for match in table.columns for one in match.examples)
    is_lost = bool(names) and all(map(_LOST.fullmatch, names))
    return is_lost and not any(map(_IDEOGRAPH.search, examples))
