"""Rows are plain only where every closer look at the same XML would find nothing amiss."""

import random
import re
from xml.etree import ElementTree as ET
from xml.parsers.expat import errors

import pytest

from dsurvey_desktop.intake.bare_workbook import sheet_xml
from dsurvey_desktop.intake.parts_xlsx import elements
from dsurvey_desktop.intake.plain_rows import plain_rows

CELLS = (
    b'<c r="A1"/>',
    b'<c r="Z9" s="12"/>',
    b'<c r="DZ99999" s="1" t="s"><v>7</v></c>',
    b'<c r="B2"><v>1.5E+16</v></c>',
    b'<c r="B2" t="n"><v>2</v></c>',
    b'<c r="B2" t="b"><v>1</v></c>',
    b'<c r="B2" t="str"><v>a > b &lt; c ? ! : t="e" /</v></c>',
    '<c r="B2" s="3" t="inlineStr"><is><t>\u5f20\u4e09</t></is></c>'.encode(),
    b'<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a:c </t></is></c>',
)
OTHERS = (
    b'<c r="EA1"/>',
    b'<c r="A100000"/>',
    b'<c r="1"/>',
    b'<c r="a1"/>',
    b'<c r="AAA1"/>',
    b"<c><v>1</v></c>",
    b'<c r="A1" r="B1"/>',
    b"<c r='A1'/>",
    b'<c r="A1" t="e"><v>#N/A</v></c>',
    b'<c r="A1"><f>B1</f><v>2</v></c>',
    b'<c r="A1" t="s"></c>',
    b'<c r="A1" t="s"><v>1</v>',
    b'<c r="A1" t="s"><v>1</c>',
    b'<c r="A1" t="s"><v>1<!-- 2 --></v></c>',
    b'<c r="A1" t="s"><v><?a?>1</v></c>',
    b'<c r="A1" t="str"><v><![CDATA[<c r="XFD1"/>]]></v></c>',
    b'<c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c>',
    b'<x:c r="A1"/>',
    b"</row>",
    b'<row r="2">',
    b'<c r="A1" t="str"><v>%s</v></c>' % (b"long" * 60_000),
)
BEGIN = b'<worksheet xmlns="a" xmlns:x14ac="b">'
TAG_MISMATCH = errors.codes[errors.XML_ERROR_TAG_MISMATCH]
ROW = b'<row r="1" spans="1:54" x14ac:dyDescent="0.25">%s</row><row r="2" ht="15"/>'


def sheet(*cells):
    rows = b"".join(ROW % cell for cell in cells)
    return BEGIN + b"<cols/><sheetData>%s</sheetData><a/></worksheet>" % rows


def is_sound(xml):
    """As a parser sees it: no cell far off or without place, no error, no formula."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        return error.code != TAG_MISMATCH  # texts and attributes are the reader's business
    cells = list(root.iter("{a}c"))
    corners = [re.fullmatch(r"[A-D]?[A-Z]\d{1,5}", cell.get("r", "")) for cell in cells]
    kinds = {cell.get("t") for cell in cells}
    return all(corners) and "e" not in kinds and root.find(".//{a}f") is None


def test_cells_as_programs_write_them_are_plain_and_found_where_they_are():
    xml = sheet(*CELLS, b"".join(CELLS))
    begin, end, beside = plain_rows(xml)
    assert (xml[:begin] + xml[end:], plain_rows(beside)) == (beside, (begin, begin, beside))
    assert sheet_xml(xml, plain_rows(xml)).buffers()[1] == xml[begin:end]


@pytest.mark.parametrize("cell", OTHERS)
def test_any_other_cell_is_left_to_a_closer_look(cell):
    assert plain_rows(sheet(*CELLS)) is not None
    assert plain_rows(sheet(*CELLS, cell)) is None


def test_rows_that_do_not_end_or_lie_nowhere_are_not_plain():
    xml = sheet(*CELLS)
    assert plain_rows(xml.replace(b"</sheetData>", b"")) is None
    assert plain_rows(xml.replace(b"<sheetData>", b"<sheetData >")) is None
    assert plain_rows(xml.replace(b"</row>", b"", 1)) is None
    assert plain_rows(xml.replace(b"<a/>", b"<a/>" * 100_000)) is None


def test_whatever_is_changed_in_plain_rows_is_plain_no_more_or_sound():
    chance = random.Random(4)
    begun, found = sheet(*CELLS), 0
    before = begun.index(b"<sheetData>")
    for _ in range(4000):
        at, other = chance.randrange(before, len(begun)), chance.randrange(len(begun))
        put = begun[other : other + chance.choice((0, 1, 1, 3, 9))]
        xml = begun[:at] + put + begun[at + chance.choice((0, 0, 1, 1, 2, 9)) :]
        rows = plain_rows(xml)
        if rows is not None and elements(rows.beside):  # which is looked at by itself
            found += 1
            assert is_sound(xml), xml
    assert found > 100
