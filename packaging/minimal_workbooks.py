"""Workbooks written byte by byte: formats without a writer at hand, and files no writer makes.

Every file holds fixed times, so that the same content gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str | int | float]]
_SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ERROR_CODES: Mapping[object, int] = {"#REF!": 0x17, "#N/A": 0x2A}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file with these members, all of 1 January 2025."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()


def xlsx(sheet_data: str, name: str = "Sheet1", parts: Mapping[str, bytes] | None = None) -> bytes:
    """An xlsx workbook around the rows given as XML, with further parts if wanted."""
    sheet = f'<worksheet xmlns="{_SHEET_NS}"><sheetData>{sheet_data}</sheetData></worksheet>'
    workbook = (
        f'<workbook xmlns="{_SHEET_NS}" xmlns:r="{_OFFICE_NS}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES_NS}"/>'.encode(),
            "_rels/.rels": _relations("xl/workbook.xml", "officeDocument"),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": _relations("worksheets/sheet1.xml", "worksheet"),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            **(parts or {}),
        }
    )


def xlsx_row(number: int, cells: Mapping[str, str | int]) -> str:
    """A row of sheet XML; `cells` by column letters; whole numbers keep all their digits."""
    parts = [_xlsx_cell(f"{column}{number}", value) for column, value in cells.items()]
    return f'<row r="{number}">{"".join(parts)}</row>'


def _xlsx_cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _relations(target: str, kind: str) -> bytes:
    return (
        f'<Relationships xmlns="{_RELATIONS_NS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE_NS}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def ods(rows: Rows, name: str = "Sheet1") -> bytes:
    """An ods workbook with one sheet of texts and numbers."""
    lines = (f"<table:table-row>{_ods_cells(row)}</table:table-row>" for row in rows)
    return ods_of("".join(lines), name)


def ods_of(table_rows: str, name: str = "Sheet1") -> bytes:
    """An ods workbook around the rows given as XML."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(name)}">'
        f"{table_rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": _ODS_TYPE.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def _ods_cells(row: Sequence[str | int | float]) -> str:
    return "".join(map(_ods_cell, row))


def _ods_cell(cell: str | float) -> str:
    if isinstance(cell, str):
        kind, content = 'office:value-type="string"', f"<text:p>{escape(cell)}</text:p>"
    else:
        kind, content = f'office:value-type="float" office:value="{cell}"', ""
    return f"<table:table-cell {kind}>{content}</table:table-cell>"


def xlsb(rows: Rows, name: str = "Sheet1") -> bytes:
    """An xlsb workbook with one sheet of texts, numbers and errors ([MS-XLSB])."""
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(name)
    workbook = [(131, b""), (143, b""), (156, bundle), (144, b""), (132, b"")]
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES_NS}"/>'.encode(),
            "xl/workbook.bin": _records(workbook),
            "xl/_rels/workbook.bin.rels": _relations("worksheets/sheet1.bin", "worksheet"),
            "xl/worksheets/sheet1.bin": _records(_xlsb_sheet(rows)),
        }
    )


def _xlsb_sheet(rows: Rows) -> list[tuple[int, bytes]]:
    width = max(map(len, rows))
    records = [(129, b""), (148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)), (145, b"")]
    for place, row in enumerate(rows):
        records.append((0, struct.pack("<IIHHBI", place, 0, 300, 0, 0, 0)))
        for column, cell in enumerate(row):
            head = struct.pack("<II", column, 0)
            if cell in _ERROR_CODES:
                records.append((3, head + bytes([_ERROR_CODES[cell]])))
            elif isinstance(cell, str):
                records.append((6, head + _wide(cell)))
            else:
                records.append((5, head + struct.pack("<d", cell)))
    return [*records, (146, b""), (130, b"")]


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _records(records: Sequence[tuple[int, bytes]]) -> bytes:
    return b"".join(_varint(kind) + _varint(len(data)) + data for kind, data in records)


def _varint(number: int) -> bytes:
    encoded = b""
    while number > 0x7F:
        encoded += bytes([number & 0x7F | 0x80])
        number >>= 7
    return encoded + bytes([number])
