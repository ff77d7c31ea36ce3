"""Workbooks as one XML file (Excel 2003, `urn:schemas-microsoft-com:office:spreadsheet`)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from dsurvey_desktop.intake.container import damaged
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape, check_sheet_count
from dsurvey_desktop.intake.sheets import Cell, Sheet, check_cells
from dsurvey_desktop.intake.unread import Unread

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_FORMULA = f"{_SPACE}Formula"
WORKBOOK = f"{_SPACE}Workbook"
"""The tag of the outermost element."""


def read_xml_workbook(root: ET.Element, limits: Limits) -> list[Sheet]:
    """All sheets; values as the file writes them, so that long numbers keep their digits.

    Raises:
        IntakeError: damaged_file, too_many_sheets, too_many_rows, too_many_columns,
            too_many_cells, cell_too_long.
    """
    found = root.findall(f"{_SPACE}Worksheet")
    check_sheet_count(len(found), limits)
    sheets, cells = [], 0
    for worksheet in found:
        sheet = Sheet(worksheet.get(f"{_SPACE}Name", ""), [])
        for place, row in _placed(worksheet.iterfind(f"{_SPACE}Table/{_SPACE}Row")):
            values = _values(row, limits)
            check_shape(sheet.name, place, len(values), limits)
            cells += (place - len(sheet.rows)) * max(len(values), 1)
            check_all_cells(cells, limits)
            sheet.rows += [[] for _ in range(len(sheet.rows), place - 1)]
            sheet.rows.append(values)
        check_cells(sheet, limits)
        sheets.append(sheet)
    return sheets


def _values(row: ET.Element, limits: Limits) -> list[Cell]:
    values: list[Cell] = []
    for place, cell in _placed(row.iterfind(f"{_SPACE}Cell")):
        check_shape("", 1, place, limits)
        values += [""] * (place - 1 - len(values))
        data = cell.find(f"{_SPACE}Data")
        formula = cell.get(_FORMULA, "")
        values.append(_value(data) if data is not None else Unread(formula) if formula else "")
    return values


def _placed(elements: Iterator[ET.Element]) -> Iterator[tuple[int, ET.Element]]:
    """Elements with their place from 1: said by `Index`, else the one behind the last."""
    place = 0
    for element in elements:
        said = element.get(f"{_SPACE}Index", str(place + 1))
        if not (said.isascii() and said.isdigit()) or not place < int(said) < 10_000_000:
            raise damaged()
        place = int(said)
        yield place, element
        place += _merged(element)


def _merged(cell: ET.Element) -> int:
    """How many places right of a cell it covers."""
    said = cell.get(f"{_SPACE}MergeAcross", "0")
    return min(int(said), 16_384) if said.isascii() and said.isdigit() and len(said) < 7 else 0


def _value(data: ET.Element) -> str:
    """Text as it is, a date without its empty time; a truth as in other workbooks."""
    text = "".join(data.itertext())
    kind = data.get(f"{_SPACE}Type", "String")
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000")
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text
