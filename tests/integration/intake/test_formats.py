"""The same table in every format, encoding and separator gives the same rows."""

from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter

from dsurvey_desktop.intake import workbook as workbook_reader
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.read_file import read_file

ASSET_FORMATS = ("table.xls", "table.ods", "table.xlsb")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk", "gb18030")
SEPARATORS = (",", ";", "\t")


@pytest.fixture(scope="module")
def table(packaging_module):
    return packaging_module("make_intake_assets").TABLE


@pytest.fixture
def answers(parse, table, workbook):
    return [row.answers for row in parse(workbook(table)).rows()]


@pytest.mark.parametrize("name", ASSET_FORMATS)
def test_workbooks_of_other_formats_read_alike(parse, assets, answers, name):
    assert [row.answers for row in parse((assets / name).read_bytes(), name).rows()] == answers


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_tables_read_alike(parse, table, answers, encoding, separator):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(table)

    parsed = parse(buffer.getvalue().encode(encoding), "表.csv")

    assert [row.answers for row in parsed.rows()] == answers
    assert parsed.problems == ()


def test_the_reference_table_is_read_rightly(answers):
    assert answers[1] == {
        "name": "阿依·古丽",
        "certificate_no": "33028219750101123444",
        "hukou": "2",
        "mobile": "13800000002",
        "survey_date": "2025-08-02",
        "status": "6",
        "mode": "2",
    }
    assert answers[2]["hukou"] == "1"
    assert answers[2]["mode"] == "1"


def test_quoted_line_breaks_and_leading_tabs_stay_in_their_cell(parse):
    data = '姓名,残疾人证号,现居住地址\n张三,\t33028219620512416X41,"后街\n1号"\n'.encode()

    (row,) = parse(data, "表.csv").rows()

    assert row.cells == ("张三", "\t33028219620512416X41", "后街\n1号")
    assert row.answers["certificate_no"] == "33028219620512416X41"
    assert row.row == 2


def test_rare_characters_survive_gb18030(parse):
    data = "姓名,残疾人证号,手机号码\n𠅤𫖯,33028219620512416X41,13800000001\n".encode("gb18030")

    (row,) = parse(data, "表.csv").rows()

    assert row.answers["name"] == "𠅤𫖯"


def test_a_few_lost_characters_are_told_and_the_rest_is_read(parse):
    lines = ["姓名,残疾人证号,手机号码", *["张三,33028219620512416X41,13800000001"] * 200]
    data = "\n".join(lines).encode("gbk") + "\n李四".encode("gbk") + b"\xff,,13800000002\n"

    parsed = parse(data, "表.csv")

    assert [problem.code for problem in parsed.problems] == ["lost_characters"]
    assert [row.answers.get("name") for row in parsed.rows()][-2:] == ["张三", "李四\ufffd"]


def test_an_instance_of_odk_collect_is_one_row(parse, assets):
    (row,) = parse((assets / "instance.xml").read_bytes(), "instance.xml").rows()

    assert row.answers == {
        "status": "6",
        "mode": "1",
        "name": "张三",
        "certificate_no": "33028219620512416X41",
    }


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_an_instance_may_be_written_in_another_encoding(parse, assets, encoding):
    markup = (assets / "instance.xml").read_text("utf-8")
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{markup}'

    (row,) = parse(declared.encode(encoding), "instance.xml").rows()

    assert row.answers["name"] == "张三"


def test_a_document_type_is_refused_in_every_encoding(parse, assets):
    markup = (assets / "entities.xml").read_text("utf-8")

    with pytest.raises(IntakeError) as caught:
        parse(markup.encode("utf-16"), "instance.xml")

    assert caught.value.code == "not_a_table"


def test_a_zip_of_odk_central_is_read_member_by_member(parse, assets):
    parsed = parse((assets / "central.zip").read_bytes(), "central.zip")

    assert [(row.sheet, row.answers["status"]) for row in parsed.rows()] == [
        ("individual.csv", "6")
    ] * 3


def test_numbers_typed_as_numbers_are_read_from_the_file_digit_by_digit(parse, assets):
    (row,) = parse((assets / "exact_numbers.xlsx").read_bytes()).rows()

    assert row.answers["certificate_no"] == "33028219800229001252"
    assert row.answers["mobile"] == "13800000003"
    assert not row.is_certificate_lossy


def test_numbers_that_excel_cut_are_lossy(parse, assets):
    (row,) = parse((assets / "excel_numbers.xlsx").read_bytes()).rows()

    assert row.is_certificate_lossy
    assert "33028219800229001252".startswith(str(row.answers["certificate_no"]))
    assert row.problems[0].place.column == 2


def test_a_large_sheet_is_read_row_by_row_to_the_same_cells(monkeypatch):
    """It does not begin in A1, and holds what a dictionary takes for equal."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("数据")
    for at, row in enumerate((["姓名", "备注"], ["甲", 1], ["甲", True], ["", 1.5], ["乙", "1"])):
        sheet.write_row(at + 3, 2, row)
    book.close()
    (whole,) = read_file(buffer.getvalue(), "甲.xlsx", DEFAULT_LIMITS).sheets
    monkeypatch.setattr(workbook_reader, "_LARGE_CELLS", 0)
    (by_rows,) = read_file(buffer.getvalue(), "甲.xlsx", DEFAULT_LIMITS).sheets
    assert by_rows.rows == whole.rows
    assert [[type(cell) for cell in row] for row in by_rows.rows] == [
        [type(cell) for cell in row] for row in whole.rows
    ]
    assert by_rows.rows[3][2:] == ["姓名", "备注"]


@pytest.mark.parametrize("is_quoted", [True, False])
def test_a_number_kept_as_a_formula_of_text_is_that_number(parse, table, answers, is_quoted):
    """So WPS and Excel are kept from shortening it: `="330…"`."""
    written = '"=""{}"""' if is_quoted else '="{}"'
    number = table[0].index("残疾人证号")
    lines = [
        ",".join(written.format(c) if at == number else str(c) for at, c in enumerate(row))
        for row in table[1:]
    ]

    parsed = parse("\n".join([",".join(table[0]), *lines]).encode("gb18030"), "表.csv")

    assert [row.answers for row in parsed.rows()] == answers


def test_a_csv_whose_chinese_became_question_marks_is_refused_with_the_reason(parse):
    lines = ["??,????,????", *[f"???,3302821962051241{n:04},1380000000{n}" for n in range(5)]]
    with pytest.raises(IntakeError) as caught:
        parse("\n".join(lines).encode(), "表.csv")
    assert caught.value.code == "words_lost"


@pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0"])
def test_a_picture_or_pdf_is_not_to_be_saved_as_a_workbook(parse, data):
    with pytest.raises(IntakeError) as caught:
        parse(data, "表.pdf")
    assert caught.value.code == "not_a_table"
    assert "Excel 表格" in str(caught.value.advice)
