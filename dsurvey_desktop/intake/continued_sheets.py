"""Sheets without a header that go on where the sheet before ended."""

from __future__ import annotations

from dsurvey_desktop.intake.columns import Columns, holds_numbers, texts_of
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.sheets import Sheet

_NUMBER_ITEM = "certificate_no"


def first_headed(columns: Columns) -> int:
    """The place of a table's first column with a header, from 0."""
    return next((one.column - 1 for one in columns.matches if one.header), 0)


def goes_on(sheet: Sheet, kind: FileKind, columns: Columns) -> bool:
    """True where certificate numbers stand in the same column as on the sheet before.

    Args:
        sheet: without a header.
        kind: of the file; only people have such numbers.
        columns: of the table before.
    """
    if kind is FileKind.COMMUNITY or sheet.is_hidden or sheet.spots is not None:
        return False
    at = next((one.column for one in columns.matches if one.item == _NUMBER_ITEM), 0)
    is_as_wide = sheet.width() <= len(columns.matches)
    return (
        bool(at) and is_as_wide and holds_numbers(texts_of(sheet, range(len(sheet.rows)), at - 1))
    )
