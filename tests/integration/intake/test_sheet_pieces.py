"""A workbook written anew for its reader, in one piece or many, reads as the file itself does."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import python_calamine
import xlsxwriter

from dsurvey_desktop.intake import sheet_pieces
from dsurvey_desktop.intake import workbook as workbook_reader
from dsurvey_desktop.intake.bare_workbook import sheet_xml
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.packed_parts import harmless_parts
from dsurvey_desktop.intake.read_file import read_file

PART = "xl/worksheets/sheet2.xml"


def workbook(*, is_inline):
    """Two sheets; the second begins at C3, with gaps, dates, formulas and merged rows."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": is_inline})
    book.add_worksheet("说明").write(0, 0, "请填写")
    sheet = book.add_worksheet("名单")
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


def with_xml(data, xml, part=PART, more=()):
    """The workbook with this sheet as that part, and with more parts behind."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(*((part, xml) if name == PART else (name, old.read(name))))
        for name, content in more:
            new.writestr(name, content)
    return made.getvalue()


def as_the_file_is(data):
    """Each sheet as the reader gives it, types of cells included."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    rows = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
    return [*map(typed, rows)], [tuple(sheet.merged_cell_ranges or ()) for sheet in sheets]


def as_it_is_read(data):
    sheets = read_file(data, "a.xlsx", DEFAULT_LIMITS).sheets
    return [typed(sheet.rows) for sheet in sheets], [sheet.merged for sheet in sheets]


def typed(rows):
    return [[(type(cell), cell) for cell in row] for row in rows]


@pytest.fixture
def ways(monkeypatch):
    """In how many pieces sheets were read; large ones begin small here."""
    monkeypatch.setattr(sheet_pieces, "LARGE_BYTES", 20_000)
    taken = []

    def read(others, part, pieces, name):
        taken.append(len(pieces))
        return sheet_pieces.read_pieces(others, part, pieces, name)

    monkeypatch.setattr(workbook_reader, "read_pieces", read)
    return taken


@pytest.mark.parametrize("is_inline", [True, False])
def test_pieces_together_are_the_whole_sheet(ways, is_inline):
    data = workbook(is_inline=is_inline)
    assert as_it_is_read(data) == as_the_file_is(data)
    assert ways == [8 if is_inline else 4]  # shared texts are carried by each piece


@pytest.mark.parametrize("is_inline", [True, False])
def test_a_small_workbook_written_anew_reads_the_same(is_inline):
    data = workbook(is_inline=is_inline)
    assert as_it_is_read(data) == as_the_file_is(data)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (b"<sheetData>", b"<sheetData><!-- <row r='5'> -->"),
        (b'<row r="650"', b'<?look <row r="9"?><row r="650"'),
        (b"<sheetData>", b"<mergeCells/><sheetData>"),
        (b"</sheetData>", b"</sheetData><x:mergeCells/>"),
        (b"<sheetData>", b"<sheetData >"),
        (b"</sheetData>", b'</sheetData><sheetData><row r="9999"/></sheetData>'),
        (b"<v>1</v>", b"</v>"),
        (b"</sheetData>", b"</sheetData></x>"),
        (b"</worksheet>", b"</works"),
    ],
)
def test_a_sheet_where_words_may_be_no_tags_is_left_as_it_is(words, instead):
    xml = xml_of(workbook(is_inline=True))
    assert words in xml
    assert sheet_xml(xml) is not None
    assert sheet_xml(xml.replace(words, instead)) is None


def test_rows_out_of_order_are_read_as_a_whole(ways):
    data = workbook(is_inline=True)
    xml = xml_of(data)
    begin = xml.index(b'<row r="805"')
    end = xml.index(b"</row>", begin)
    moved = xml[:begin] + xml[begin:end].replace(b"805", b"8") + xml[end:]
    broken = with_xml(data, moved)
    assert as_it_is_read(broken)[1] == as_the_file_is(broken)[1]
    assert as_it_is_read(broken) == as_the_file_is(broken)
    assert ways


def test_a_tag_that_nothing_opened_is_refused_as_in_the_file_itself():
    """The reader finds cell C7 in the place of B7, and that all is amiss only at the end."""
    data = workbook(is_inline=True)
    broken = with_xml(data, xml_of(data).replace(b"</c>", b'</"d"></v></row></row>', 1))
    with pytest.raises(python_calamine.CalamineError):
        as_the_file_is(broken)
    with pytest.raises(IntakeError) as refused:
        as_it_is_read(broken)
    assert refused.value.code == "damaged_file"


def test_parts_that_differ_in_capital_letters(ways):
    """The reader tells them apart no more than Windows does."""
    made = workbook(is_inline=True)
    xml = xml_of(made).replace(b"<v>19</v>", b"<v>330282194507100011</v>")
    data = with_xml(made, xml)
    capital = PART.replace("sheet2", "Sheet2")
    for changed in (
        with_xml(data, xml, capital),
        with_xml(data, xml, more=[(capital, xml.replace(b"330282", b"330283"))]),
    ):
        assert as_it_is_read(changed) == as_the_file_is(changed)
    (_first, sheet) = read_file(with_xml(data, xml, capital), "a.xlsx", DEFAULT_LIMITS).sheets
    (_first, plain) = read_file(data, "a.xlsx", DEFAULT_LIMITS).sheets
    assert sheet.exact_numbers() == plain.exact_numbers()
    assert plain.exact_numbers()
    assert len(ways) == 1  # `data` itself


@pytest.mark.parametrize("encoding", [b"GBK", b"nothing"])
def test_a_workbook_that_names_a_strange_encoding(encoding):
    data = workbook(is_inline=True)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"UTF-8", encoding))
    assert as_it_is_read(made.getvalue()) == as_the_file_is(data)


def test_parts_that_are_remembered_hold_no_words_of_people():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.set_properties({"author": "王核对"})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "张核对")
    sheet.write_comment(0, 0, "李核对")
    book.close()
    assert read_file(made.getvalue(), "a.xlsx", DEFAULT_LIMITS).sheets[0].rows == [["张核对"]]
    kept = b"".join(harmless_parts._kept.values())
    assert b"<a:theme" in kept
    assert "核对".encode() not in kept
