"""Reading a correction file: which entry, which item, the stated old value, the new one, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.problems import no_rows
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_HEADER_ROWS = 20
"""How far down a header is looked for."""
PARTS = ("entry", "item", "old", "new", "reason")


@dataclass(frozen=True, slots=True)
class CorrectionColumns:
    """Where each part stands, counted from 1."""

    entry: int
    item: int
    old: int
    new: int
    reason: int


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One row; `old` and `new` as the cells came, `row` from 1."""

    sheet: str
    row: int
    entry: str
    item: str
    old: Cell
    new: Cell
    reason: str
    columns: CorrectionColumns


def read_correction_rows(
    data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[CorrectionRow, ...]:
    """The rows of all sheets that have the five columns; hidden sheets are left out.

    Raises:
        IntakeError: of reading, `columns_missing`, or `no_rows`.
    """
    found: list[CorrectionRow] = []
    has_header = False
    for sheet in read_file(data, file_name, limits).sheets:
        header = None if sheet.is_hidden else _header(sheet)
        if header is not None:
            has_header = True
            found += _rows(sheet, *header)
    if not has_header:
        raise IntakeError(
            "columns_missing",
            text("The file has no columns for entry, item, old value, new value and reason."),
            text("Name them so in one row; the entry is its certificate number or its number."),
        )
    if not found:
        raise no_rows()
    return tuple(found)


def _header(sheet: Sheet) -> tuple[int, CorrectionColumns] | None:
    """The header's place (from 0) and its columns."""
    words = vocabulary().corrections
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        named = {}
        for column, cell in enumerate(row, start=1):
            part = words.get("".join(plain_text(cell).split()).casefold(), "")
            if part and part not in named:
                named[part] = column
        if all(part in named for part in PARTS):
            return number, CorrectionColumns(**named)
    return None


def _rows(sheet: Sheet, header: int, columns: CorrectionColumns) -> Iterator[CorrectionRow]:
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if not any(plain_text(cell).strip() for cell in row):
            continue

        def at(column: int, cells: list[Cell] = row) -> Cell:
            return cells[column - 1] if column <= len(cells) else ""

        yield CorrectionRow(
            sheet.name,
            number,
            "".join(plain_text(at(columns.entry)).split()),
            plain_text(at(columns.item)).strip(),
            at(columns.old),
            at(columns.new),
            plain_text(at(columns.reason)).strip(),
            columns,
        )
