"""A large sheet read in pieces is the sheet that the reader gives as a whole."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import python_calamine
import xlsxwriter

from dsurvey_desktop.intake import shape
from dsurvey_desktop.intake.container import Container
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.intake.sheet_pieces import read_in_pieces

PART, NAME = "xl/worksheets/sheet2.xml", "名单"


def workbook(*, is_inline):
    """Two sheets; the second begins at C3, with gaps, dates, formulas and merged rows."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": is_inline})
    book.add_worksheet("说明").write(0, 0, "请填写")
    sheet = book.add_worksheet(NAME)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(2, 3, "标题")
    for number in range(4, 900):
        if number % 100 < 95:
            sheet.write(number, 2 + number // 300, f"张{number} <&> {'长' * (number % 7)}")
            sheet.write_datetime(number, 5, date(2025, 9, 1 + number % 28), day)
            sheet.write_boolean(number, 6, number % 2)
            sheet.write_formula(number, 7, f"=A{number}+1", None, number / 4)
            sheet.write_row(number, 8 + number % 3, [330282194507100011 + number, *range(20)])
    if not is_inline:
        sheet.merge_range(900, 2, 905, 2, "第1村")
    book.close()
    return made.getvalue()


def xml_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(PART)


def with_xml(data, xml):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == PART else old.read(name))
    return made.getvalue()


def pieces_of(data):
    return read_in_pieces(data, PART, xml_of(data), NAME, DEFAULT_LIMITS)


@pytest.mark.parametrize("is_inline", [True, False])
def test_pieces_together_are_the_whole_sheet(is_inline):
    data = workbook(is_inline=is_inline)
    whole = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    raw = whole.get_sheet_by_name(NAME)
    found = pieces_of(data)
    assert found is not None
    assert found.rows == raw.to_python(skip_empty_area=False)
    assert [[type(cell) for cell in row] for row in found.rows] == [
        [type(cell) for cell in row] for row in raw.to_python(skip_empty_area=False)
    ]
    assert list(found.merged) == list(raw.merged_cell_ranges)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (b"<sheetData>", b"<sheetData><!-- <row r='5'> -->"),
        (b'<row r="650"', b'<?look <row r="9"?><row r="650"'),
        (b"row 805", b"row 8"),
        (b"<sheetData>", b"<sheetData >"),
        (b'<row r="850"', b'</wrong><row r="850"'),
    ],
)
def test_what_may_be_cut_in_the_wrong_place_is_read_as_a_whole(words, instead):
    data = workbook(is_inline=True)
    xml = xml_of(data)
    if words == b"row 805":  # the row as well: the last piece begins above the one before
        at = xml.index(b'<row r="805"')
        end = xml.index(b"</row>", at)
        xml = xml[:at] + xml[at:end].replace(b"805", b"8") + xml[end:]
    else:
        assert words in xml
        xml = xml.replace(words, instead)
    assert pieces_of(with_xml(data, xml)) is None


def test_a_large_sheet_of_a_workbook_reads_the_same_cut_or_not(monkeypatch):
    data = workbook(is_inline=True)
    as_one = read_file(data, "a.xlsx", DEFAULT_LIMITS).sheets
    monkeypatch.setattr(shape, "_LARGE_BYTES", 1)
    met = shape.check_workbook_shape(data, Container.XLSX, DEFAULT_LIMITS)
    assert PART in met.large_sheets
    cut = read_file(data, "a.xlsx", DEFAULT_LIMITS).sheets
    assert [(one.name, one.rows, one.merged) for one in cut] == [
        (one.name, one.rows, one.merged) for one in as_one
    ]
