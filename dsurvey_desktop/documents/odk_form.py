"""A form edition for ODK Collect or KoboCollect: the same form, the person chosen from a list."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

from dsurvey_desktop.documents.workbook_file import workbook_file

Row = dict[str, str]
_SURVEY = "survey"
_ROWS, _FILL = "odk_rows.csv", "odk_fill.csv"
_LABELS = {"label_zh": "(zh)", "label_en": "(en)"}
_CALCULATE = "calculate"


def write_odk_form(target: Path, edition: bytes, kind: str, tables: Path) -> None:
    """Write the edition's workbook with the questions before it that choose from the roster.

    Args:
        target: the workbook to write.
        edition: the edition's own workbook.
        kind: `individual` or `community`.
        tables: `resources/survey`, where the added questions and what they fill in are kept.

    Raises:
        AppError: by `replace_file`.
    """
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(edition))
    sheets = {name: _texts(book, name) for name in book.sheet_names}
    sheets[_SURVEY] = _with_roster(sheets[_SURVEY], kind, tables)
    with workbook_file(target) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _texts(book: calamine.CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    is_whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if is_whole else str(cell)  # type: ignore[call-overload]


def _with_roster(sheet: list[list[str]], kind: str, tables: Path) -> list[list[str]]:
    header, *rows = sheet
    known = [dict(zip(header, row, strict=True)) for row in rows]
    fill = {row["item"]: row for row in _table(tables / _FILL, kind)}
    for row in known:
        for column in ("trigger", "calculation", "default"):
            if value := fill.get(row.get("name", ""), {}).get(column):
                row[column] = value
    added = [_added(row, header) for row in _table(tables / _ROWS, kind)]
    columns = list(dict.fromkeys([*header, *(name for row in [*added, *known] for name in row)]))
    first = next((at for at, row in enumerate(known) if row.get("type") != _CALCULATE), len(known))
    ordered = [*known[:first], *added, *known[first:]]
    return [columns, *([row.get(column, "") for column in columns] for row in ordered)]


def _table(path: Path, kind: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["kind"] == kind)


def _added(row: Row, header: list[str]) -> Row:
    """A question under the columns of this workbook: labels in each of its languages."""
    made = {name: row[name] for name in ("type", "name", "required", "calculation")}
    made |= {name: row[name] for name in ("choice_filter", "appearance")}
    labels = [column for column in header if column.lower().split(":")[0] == "label"]
    for column in labels or ["label"]:
        is_english = column.endswith(_LABELS["label_en"])
        made[column] = row["label_en" if is_english else "label_zh"]
    return made
