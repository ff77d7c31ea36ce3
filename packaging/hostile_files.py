"""Files that are broken or made to do harm, byte by byte; see `make_intake_assets`."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from minimal_workbooks import ods_of, xlsb, xlsx, xlsx_row, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def far_corner() -> bytes:
    """Two cells that span 17 billion."""
    return xlsx(xlsx_row(1, {"A": "姓名"}) + xlsx_row(1048576, {"XFD": "1"}))


def far_row() -> bytes:
    """A cell in the last row; row elements say otherwise."""
    return xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A1048576"><v>1</v></c></row>'
    )


def wide_and_tall() -> bytes:
    """Columns and rows each within limits, but not their product; in unusual quotes."""
    return xlsx(
        "<row r='1'><c r='UZ1'><v>1</v></c></row><row r='90000'><c r='A90000'><v>1</v></c></row>"
    )


def zip_bomb() -> bytes:
    """Forty megabytes of blanks in a few kilobytes."""
    return xlsx(xlsx_row(1, {"A": "姓名"}) + " " * 40_000_000)


def repeated_cells() -> bytes:
    """One ods cell that says it stands a billion times."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    return ods_of(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')


def repeated_sheets() -> bytes:
    """Twenty ods sheets, each within the limits, of thirteen million cells in a few bytes each."""
    row = (
        '<table:table-row table:number-rows-repeated="190000"><table:table-cell '
        'table:number-columns-repeated="70"/><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    more = (f'</table:table><table:table table:name="{number}">{row}' for number in range(19))
    return ods_of(row + "".join(more))


def endless_table() -> bytes:
    """An ods sheet whose XML breaks off before its end, in a whole zip file."""
    whole = ods_of("<table:table-row><table:table-cell/></table:table-row>")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"content.xml": parts["content.xml"].partition(b"</table:table>")[0]})


def nested_bomb() -> bytes:
    """Zip files in a zip file, each of which alone would be small enough."""
    inner = zipped({f"{number}.csv": b" " * 9_000_000 for number in range(20)})
    return zipped({f"{number}.zip": inner for number in range(20)})


def long_cell() -> bytes:
    """A cell longer than Excel allows."""
    header = {"A": "姓名", "B": "残疾人证号", "C": "手机号码"}
    cells = {"A": "张" * 40_000, "B": "33028219620512416X41"}
    return xlsx(xlsx_row(1, header) + xlsx_row(2, cells))


def bracketed_header() -> bytes:
    """A header that is taken out of its brackets layer by layer for ever."""
    header = {"A": "姓名", "B": "残疾人证号", "C": "(" * 16_000 + ")" * 16_000}
    return xlsx(xlsx_row(1, header))


def spanning_page() -> bytes:
    """A web page with cells that each cover a sheet."""
    return ("<html><table>" + "<tr><td rowspan=60000 colspan=60000>姓名" * 50).encode()


def far_record() -> bytes:
    """An xlsb cell further right than any form reaches."""
    wide = [""] * 700
    wide[-1] = "x"
    return xlsb((wide,))


def encrypted_xlsx() -> bytes:
    """The outer shape of a workbook with a password (an OLE file with an encrypted package)."""
    return _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def encrypted_zip() -> bytes:
    """A zip whose member needs a password: the flag is set in both headers."""
    packed = bytearray(zipped({"表.csv": b"x" * 50}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def understated_size() -> bytes:
    """A zip that says its sheet unpacks to 10 bytes."""
    packed = bytearray(xlsx(xlsx_row(1, {"A": "姓名"}) * 200))
    place = packed.rindex(b"PK\x01\x02")
    packed[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(packed)


def word_document() -> bytes:
    """A letter, not a table."""
    return zipped({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"})


def entities_xml() -> bytes:
    """A form instance that wants to grow to gigabytes."""
    return (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<data id="individual"><name>&b;</name></data>'
    )


def html_table() -> bytes:
    """What web systems call .xls."""
    return "<html><table><tr><td>姓名</td></tr></table></html>".encode()


def unclosed_quote() -> bytes:
    """A quotation mark that swallows the rest of the file."""
    lines = "姓名,残疾人证号,手机号码" + '\n"' + "张三,33028219620512416X41\n" * 3000
    return lines.encode()


def many_columns() -> bytes:
    """More columns than any form."""
    return ",".join(f"c{number}" for number in range(2000)).encode() + b"\n"


def control_characters() -> bytes:
    """Text with characters that no table has."""
    return b"name\x01\x02,certificate_no\n" * 20


def claimed_strings() -> bytes:
    """Shared strings that claim to be four thousand million."""
    strings = '<sst count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    return xlsx(xlsx_row(1, {"A": "姓名"}), parts={"xl/sharedStrings.xml": strings.encode()})


def sheet_elsewhere() -> bytes:
    """A far cell in a part that is not named as sheets are."""
    far = "<worksheet><sheetData>" + xlsx_row(1048576, {"XFD": "1"}) + "</sheetData></worksheet>"
    return xlsx(xlsx_row(1, {"A": "姓名"}), parts={"xl/other.xml": far.encode()})


def unplaced_cells() -> bytes:
    """A hundred thousand cells in a row, none of which says where it stands."""
    return xlsx("<row/>" * 10_000 + f"<row>{'<c/>' * 100_000}</row>")


def endless_chain() -> bytes:
    """An .xls whose sectors lead in a ring: a reader that follows them never ends."""
    header = bytearray(512)
    header[:8] = _OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<IIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 2, 1, *[0xFFFFFFFF] * 125)
    directory = "Workbook\0".encode("utf-16-le").ljust(512, b"\0")
    return bytes(header) + table + directory + bytes(512)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "far_corner.xlsx": far_corner,
    "far_row.xlsx": far_row,
    "wide_and_tall.xlsx": wide_and_tall,
    "sheet_elsewhere.xlsx": sheet_elsewhere,
    "unplaced_cells.xlsx": unplaced_cells,
    "claimed_strings.xlsx": claimed_strings,
    "zip_bomb.xlsx": zip_bomb,
    "endless_table.ods": endless_table,
    "nested_bomb.zip": nested_bomb,
    "repeated_cells.ods": repeated_cells,
    "repeated_sheets.ods": repeated_sheets,
    "long_cell.xlsx": long_cell,
    "bracketed_header.xlsx": bracketed_header,
    "spanning_page.xls": spanning_page,
    "far_record.xlsb": far_record,
    "endless_chain.xls": endless_chain,
    "encrypted.xlsx": encrypted_xlsx,
    "encrypted.zip": encrypted_zip,
    "understated_size.xlsx": understated_size,
    "letter.xlsx": word_document,
    "entities.xml": entities_xml,
    "web_table.xls": html_table,
    "unclosed_quote.csv": unclosed_quote,
    "many_columns.csv": many_columns,
    "control_characters.csv": control_characters,
}
