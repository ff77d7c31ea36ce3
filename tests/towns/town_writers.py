"""Sheets to files: workbooks of four kinds, text tables in the encodings offices use."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
from datetime import date, datetime, time
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


def zipped(members: dict[str, bytes], *, as_windows: bool = False) -> bytes:
    """A zip file; `as_windows`: names in GBK and nothing that says so, where GBK has them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return _named_in_gbk(stream.getvalue()) if as_windows else stream.getvalue()


def _named_in_gbk(packed: bytes) -> bytes:
    """The same archive as Chinese Windows writes it, member by member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(stream, "w") as archive:
        for member in source.infolist():
            info = _WindowsInfo(member.filename)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, source.read(member))
    return stream.getvalue()


class _WindowsInfo(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's name
        return self.filename.encode("gb18030"), self.flag_bits


def with_macro(workbook: bytes) -> bytes:
    """The same workbook as .xlsm, with something that looks like a macro and a link outside."""
    stream = io.BytesIO()
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(stream, "w") as archive:
        for member in source.infolist():
            content = source.read(member).replace(plain.encode(), kind.encode())
            archive.writestr(member, content)
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen()" * 40)
        link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        archive.writestr("xl/externalLinks/externalLink1.xml", link)
    return stream.getvalue()


def by_hand_xlsb(grids: list[Grid]) -> bytes:
    """A binary workbook ([MS-XLSB]); dates are ISO texts, numbers are numbers."""
    sheets = [(f"rId{at}", grid) for at, grid in enumerate(grids, start=1)]
    bundles = [
        (156, struct.pack("<II", 0, at) + _wide(key) + _wide(grid.name))
        for at, (key, grid) in enumerate(sheets, start=1)
    ]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    links = "".join(
        f'<Relationship Id="{key}" Type="{office}/worksheet" Target="worksheets/{key}.bin"/>'
        for key, _grid in sheets
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
            "xl/workbook.bin": _records([(131, b""), (143, b""), *bundles, (144, b""), (132, b"")]),
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'.encode()
            ),
            **{f"xl/worksheets/{key}.bin": _records(_xlsb_sheet(grid)) for key, grid in sheets},
        }
    )


def _xlsb_sheet(grid: Grid) -> list[tuple[int, bytes]]:
    width = max(map(len, grid.rows))
    corner = struct.pack("<IIII", 0, len(grid.rows) - 1, 0, width - 1)
    records = [(129, b""), (148, corner), (145, b"")]
    for place, row in enumerate(grid.rows):
        records.append((0, struct.pack("<IIHHBI", place, 0, 300, 0, 0, 0)))
        records += [_xlsb_cell(at, cell) for at, cell in enumerate(row) if cell != ""]
    return [*records, (146, b""), (130, b"")]


def _xlsb_cell(column: int, cell) -> tuple[int, bytes]:
    head = struct.pack("<II", column, 0)
    if isinstance(cell, int | float):
        return 5, head + struct.pack("<d", cell)
    return 6, head + _wide(cell if isinstance(cell, str) else cell.isoformat())


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _records(records: list[tuple[int, bytes]]) -> bytes:
    return b"".join(_varint(kind) + _varint(len(data)) + data for kind, data in records)


def _varint(number: int) -> bytes:
    encoded = b""
    while number > 0x7F:
        encoded += bytes([number & 0x7F | 0x80])
        number >>= 7
    return encoded + bytes([number])


def web_page(grid: Grid, encoding: str) -> bytes:
    """What web systems give out as .xls: one table, all cells as text."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{_web_cell(cell)}</td>' for cell in row)}</tr>\n" for row in grid.rows
    )
    page = f'<html><head><meta charset="{encoding}"></head><body><table border="1">\n{rows}</table></body></html>'
    return page.encode(encoding)


def _web_cell(cell) -> str:
    return escape(str(cell)).replace("\n", "<br>")


def xml_workbook(grids: list[Grid]) -> bytes:
    """A workbook as Excel 2003 saves it in XML."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheets = "".join(
        f"<Worksheet ss:Name={quoteattr(grid.name)}><Table>"
        + "".join(f"<Row>{''.join(map(_xml_cell, row))}</Row>" for row in grid.rows)
        + "</Table></Worksheet>"
        for grid in grids
    )
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheets}</Workbook>'.encode()


def _xml_cell(cell) -> str:
    if isinstance(cell, date):
        day = cell if isinstance(cell, datetime) else datetime.combine(cell, time(0))
        return f'<Cell><Data ss:Type="DateTime">{day:%Y-%m-%dT%H:%M:%S}.000</Data></Cell>'
    kind = "Number" if isinstance(cell, int | float) else "String"
    text = escape(str(cell)).replace("\n", "&#10;")
    return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' if cell != "" else "<Cell/>"
