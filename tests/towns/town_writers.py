"""Sheets to files: workbooks of four kinds, text tables in the encodings offices use."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlsxwriter
import xlwt
from town_cells import ITEMS, codes
from town_tables import SECTION_NAMES, Grid

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_EXACT = "exact:"
_EXACT_CELL = re.compile(rb'<c r=("\w+")[^>]* t="inlineStr"><is><t>exact:(\d+)</t></is></c>')
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def by_openpyxl(grids: list[Grid]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row in grid.rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for top, left, bottom, right in grid.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in grid.hidden:
            sheet.row_dimensions[row + 1].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(grids: list[Grid], options: dict | None = None) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options or {"in_memory": True})
    formats = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy/m/d"}),
    }
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for place, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                _write_cell(sheet, place, column, cell, formats)
        for top, left, bottom, right in grid.merged:
            sheet.merge_range(top, left, bottom, right, grid.rows[top][left])
        for row in grid.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def digit_by_digit(grids: list[Grid]) -> bytes:
    """An xlsx whose whole numbers stand in full, as no spreadsheet program but many exports write.

    Both libraries round to 16 digits, so the cells are written as text and made numbers in the XML.
    """
    marked = [
        Grid(g.name, [[f"{_EXACT}{c}" if isinstance(c, int) else c for c in row] for row in g.rows])
        for g in grids
    ]
    packed = by_xlsxwriter(marked, {"constant_memory": True})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, data in members.items():
        if name.startswith("xl/worksheets/"):
            members[name] = _EXACT_CELL.sub(rb"<c r=\1><v>\2</v></c>", data)
    return zipped(members)


def _write_cell(sheet, row: int, column: int, cell, formats) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats[type(cell)])
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def by_xlwt(grids: list[Grid]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        covered = {
            (row, column)
            for top, left, bottom, right in grid.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for place, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell == "" or (place, column) in covered:
                    continue
                sheet.write(place, column, cell, *([style] if isinstance(cell, date) else []))
        for top, left, bottom, right in grid.merged:
            sheet.write_merge(top, bottom, left, right, grid.rows[top][left])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_hand_ods(grids: list[Grid]) -> bytes:
    parts = [_ODS_HEAD]
    for grid in grids:
        parts.append(f"<table:table table:name={quoteattr(grid.name)}>")
        for row in grid.rows:
            cells = "".join(map(_ods_cell, row))
            parts.append(f"<table:table-row>{cells}</table:table-row>")
        parts.append(
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        )
        parts.append("</table:table>")
    parts.append(_ODS_TAIL)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODS_TYPE)
        archive.writestr("content.xml", "".join(parts))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return stream.getvalue()


def _ods_cell(cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        day = cell.isoformat()
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{day}">'
            f"<text:p>{day}</text:p></table:table-cell>"
        )
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
    )


def as_text(grid: Grid, separator: str, encoding: str, *, quoted: bool = False) -> bytes:
    """A text table; raises UnicodeEncodeError where the encoding lacks a character."""
    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=separator, quoting=quoting)
    for row in grid.rows:
        writer.writerow(row)
    return stream.getvalue().encode(encoding)


def instance_xml(answers: dict, community_code: str) -> bytes:
    """A filled form in OpenRosa's XML, in groups by section."""
    groups: dict[str, list[str]] = {"": [f"<community_code>{community_code}</community_code>"]}
    for item in ITEMS:
        value = (
            escape(codes(item["name"], answers[item["name"]])) if item["name"] in answers else ""
        )
        group = groups.setdefault(SECTION_NAMES[item["section"]], [])
        group.append(f"<{item['name']}>{value}</{item['name']}>")
    inner = "".join(
        f"<{name}>{''.join(lines)}</{name}>" if name else "".join(lines)
        for name, lines in groups.items()
    )
    meta = f"<meta><instanceID>uuid:{answers['certificate_no'][6:14]}</instanceID></meta>"
    return f'<?xml version="1.0"?><data id="dsurvey_individual" version="1">{inner}{meta}</data>'.encode()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()
