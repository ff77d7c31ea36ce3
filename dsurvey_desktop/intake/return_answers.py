"""A return workbook that comes back: what the community wrote beside each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsurvey_desktop.domain.return_mark import (
    CODE,
    MARK_SHEET,
    VALUE,
    WORDS,
    ReturnMark,
    parse_query_code,
    read_mark,
)
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.archive import ARROW
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of the workbook.

    Attributes:
        query: the number it stands for; None where it can't be read.
        value: the cell for the right answer as it came; empty text where blank.
        words: the answer in words.
    """

    sheet: str
    row: int
    cells: tuple[str, ...]
    query: int | None
    value: Cell
    words: str
    value_column: int

    @property
    def says_anything(self) -> bool:
        """Whether the community wrote something."""
        return bool(plain_text(self.value).strip() or self.words)


@dataclass(frozen=True, slots=True)
class ReturnAnswers:
    """A return workbook taken apart; every line below its header is in `lines`.

    Attributes:
        header_row: from 1; `headers` are its cells.
    """

    mark: ReturnMark
    header_row: int
    headers: tuple[str, ...]
    lines: tuple[AnswerLine, ...]


def part_returns(content: FileContent) -> tuple[list[list[Sheet]], FileContent]:
    """The sheets of each return workbook, which may lie in a zip, and what else the file holds."""
    starts = tuple(
        one.name.removesuffix(MARK_SHEET) for one in content.sheets if _mark_of(one) is not None
    )
    found = [[one for one in content.sheets if one.name.startswith(start)] for start in starts]
    others = [one for one in content.sheets if not one.name.startswith(starts)] if starts else None
    return found, content if others is None else replace(content, sheets=others)


def read_return(sheets: Sequence[Sheet]) -> ReturnAnswers:
    """The answers in the sheets of a return workbook.

    Raises:
        IntakeError: `return_damaged` where its columns are gone.
    """
    mark = next(mark for one in sheets if (mark := _mark_of(one)) is not None)
    for sheet in sheets:
        columns = _columns(sheet)
        if columns:
            headers = tuple(_texts(sheet.rows[columns.row + 1 : columns.row + 2] or [[]])[0])
            return ReturnAnswers(mark, columns.row + 2, headers, tuple(_lines(sheet, columns)))
    raise IntakeError(
        "return_damaged",
        text(
            "This is return sheet {number}, but its columns are no longer there.",
            number=mark.number,
        ),
        text("Please make the sheet again and let the community write into that file."),
    )


def _mark_of(sheet: Sheet) -> ReturnMark | None:
    """What the hidden sheet says; in a zip the workbook's name stands before its own."""
    if sheet.name != MARK_SHEET and not sheet.name.endswith(f"{ARROW}{MARK_SHEET}"):
        return None
    return read_mark(_texts(sheet.rows))


def _texts(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[plain_text(cell).strip() for cell in row] for row in rows]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand and the hidden row that says so, counted from 0."""

    row: int
    code: int
    value: int
    words: int


def _columns(sheet: Sheet) -> _Columns | None:
    for number, row in enumerate(_texts(sheet.rows)):
        if all(meaning in row for meaning in (CODE, VALUE, WORDS)):
            return _Columns(number, row.index(CODE), row.index(VALUE), row.index(WORDS))
    return None


def _lines(sheet: Sheet, columns: _Columns) -> list[AnswerLine]:
    """The lines below the header, which is the row after the hidden one."""
    lines = []
    for number, row in enumerate(sheet.rows[columns.row + 2 :], start=columns.row + 3):
        cells = tuple(plain_text(cell).strip() for cell in row)
        if not any(cells):
            continue
        value = row[columns.value] if columns.value < len(row) else ""
        line = AnswerLine(
            sheet.name,
            number,
            cells,
            parse_query_code(_at(cells, columns.code)),
            value.strip() if isinstance(value, str) else value,
            _at(cells, columns.words),
            columns.value + 1,
        )
        lines.append(line)
    return lines


def _at(cells: tuple[str, ...], column: int) -> str:
    return cells[column] if column < len(cells) else ""
