"""Lines of a table to rows: columns are read as wholes, each different cell once.

A town's file has a million cells and few different ones. Chunks of rows are therefore turned to
columns, looked up in one dictionary a column, and turned back; only cells that a person should
know of are touched one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import cast

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, check_cell
from dsurvey_desktop.intake.model import Change, ParsedRow
from dsurvey_desktop.intake.problems import cell_problem
from dsurvey_desktop.intake.readings import ColumnReader, Reading
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

Column = tuple[Cell, ...]


class _Texts(dict[Cell, str]):
    """Cells as plain text, each made once."""

    def __missing__(self, cell: Cell) -> str:
        made = self[cell] = plain_text(cell)
        return made


class RowReader:
    """Reads the rows of one table; `readers` by column from 0."""

    def __init__(self, file: str, sheet: Sheet, readers: dict[int, ColumnReader]) -> None:
        self._file = file
        self._sheet = sheet
        self._readers = readers
        self._texts = _Texts()

    def read(self, places: Sequence[int]) -> list[ParsedRow]:
        """The rows at these places (from 0), blank ones and totals too."""
        lines = (self._sheet.rows[place] for place in places)
        prepared = [self._prepared(column, places) for column in zip_longest(*lines, fillvalue="")]
        columns = [column for column, _texts in prepared]
        filled = [at for at, (_column, texts) in enumerate(prepared) if any(texts)]
        answers = self._answers(columns, filled, len(places))
        texts = zip(*(texts for _column, texts in prepared), strict=True)
        sheet = self._sheet.name
        rows = [
            ParsedRow(sheet, place + 1, cells, said)
            for place, cells, said in zip(places, texts, answers, strict=True)
        ]
        self._note_altered(rows, columns)
        return rows

    def _prepared(self, column: Column, places: Sequence[int]) -> tuple[Column, Sequence[str]]:
        """The cells, and the same as texts; truth values are texts in both.

        A dictionary cannot tell TRUE from 1, and most columns hold nothing but text, many nothing.

        Raises:
            IntakeError: cell_too_long.
        """
        if not any(column) and column.count("") == len(column):
            return column, cast("Sequence[str]", column)
        kinds = set(map(type, column))
        if kinds == {str}:
            texts = cast("Sequence[str]", column)
        else:
            if bool in kinds:
                column = tuple(plain_text(c) if isinstance(c, bool) else c for c in column)
            texts = list(map(self._texts.__getitem__, column))
        if len("".join(texts)) > DEFAULT_LIMITS.cell_characters:  # else none of them is
            self._check_cells(texts, places)
        return column, texts

    def _check_cells(self, texts: Sequence[str], places: Sequence[int]) -> None:
        longest = max(map(len, texts))
        if longest > DEFAULT_LIMITS.cell_characters:
            at = next(at for at, one in enumerate(texts) if len(one) == longest)
            check_cell(self._sheet.name, places[at] + 1, longest, DEFAULT_LIMITS)

    def _answers(
        self, columns: list[Column], filled: Sequence[int], count: int
    ) -> Iterator[dict[str, Value]]:
        """By item in the order of the alphabet, as answers are written down.

        A blank cell is no answer to anything, so that only filled columns are looked at.
        """
        readers = sorted((self._readers[at].item, at) for at in filled if at in self._readers)
        items = [item for item, _at in readers]
        values = [self._readers[at].read_column(columns[at]) for _item, at in readers]
        if not values:
            return ({} for _ in range(count))
        return (
            {item: value for item, value in zip(items, row, strict=True) if value is not None}
            for row in zip(*values, strict=True)
        )

    def _note_altered(self, rows: list[ParsedRow], columns: list[Column]) -> None:
        for at, reader in self._readers.items():
            if not reader.altered or at >= len(columns):
                continue
            for row, cell in zip(rows, columns[at], strict=True):
                reading = reader.altered.get(cell)
                if reading is not None:
                    self._note(row, at, reader.item, reading)

    def _note(self, row: ParsedRow, at: int, item: str, reading: Reading) -> None:
        raw = row.cells[at]
        if reading.is_changed:
            value = "" if reading.value is None else reading.value
            row.changes += (Change(item, raw, value),)
        if reading.fault is not None:
            place = Place(self._file, row.sheet, row.row, at + 1)
            row.problems += (cell_problem(reading.fault, place, raw),)
        if reading.is_lossy and item == "certificate_no":
            row.is_certificate_lossy = True
