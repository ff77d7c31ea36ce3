"""Days that lost a zero: 9.30 typed as a number is 9.3 once a text table was saved of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.sheets import Sheet, plain_text

_MONTH_AND_TENTH = re.compile(r"\s*(?:\d{1,2}\.[12]|(?!0?2\.)\d{1,2}\.3)\s*", re.ASCII)
_WITH_ZERO = re.compile(r"\s*\d{1,2}\.[123]0\s*", re.ASCII)


def doubtful_days(
    sheet: Sheet, places: Sequence[int], column: int, item: Item | None
) -> frozenset[str]:
    """The texts of a column that may be a day ten times as late.

    None where the column keeps its zeros, or where the table is no text: a workbook tells numbers.
    """
    if item is None or item.kind is not ItemKind.DATE or not sheet.is_text:
        return frozenset()
    rows = sheet.rows
    cells = {plain_text(rows[at][column]) for at in places if column < len(rows[at])}
    if any(map(_WITH_ZERO.fullmatch, cells)):
        return frozenset()
    return frozenset(cell.strip() for cell in cells if _MONTH_AND_TENTH.fullmatch(cell))
