"""A return workbook that comes back: what the community wrote beside each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from dsurvey_desktop.intake.model import IntakeError
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


def read_return(sheets: Sequence[Sheet]) -> ReturnAnswers | None:
    """The answers in a return workbook; None where the file is none.

    Raises:
        IntakeError: `return_damaged` where its columns are gone.
    """
    hidden = next((one for one in sheets if one.name == MARK_SHEET), None)
    mark = read_mark(_texts(hidden.rows)) if hidden else None
    if mark is None:
        return None
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
