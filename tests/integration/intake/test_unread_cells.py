"""Error cells and formulas without saved result are told with their place, in every format."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
import xlwt

from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.read_file import read_file
from tests.integration.usecases.office_suite import needs_libreoffice, saved_again

ERROR_CELL, FORMULA_CELL = "error_cell", "formula_not_saved"
NUMBER = "33028219620512416X41"
HEADER = ["姓名", "残疾人证号", "手机", "现居住地址"]


def _problems(parsed):
    return [
        (one.code, one.place.sheet, one.place.row, one.place.column, one.value)
        for row in parsed.rows()
        for one in row.problems
    ]


def test_a_workbook_with_errors_and_unsaved_formulas_says_where(parse, workbook):
    rows = [
        HEADER,
        ["张三", NUMBER, "#N/A", '=A2&"<后街>"'],
        ["李四", "#REF!", "13800000001", "前街"],
        ["=名单!A9", "33028219750101123444", "13800000002", '=""'],
    ]

    parsed = parse(workbook({"登记表": rows}))

    assert _problems(parsed) == [
        (ERROR_CELL, "登记表", 2, 3, "#N/A"),
        (FORMULA_CELL, "登记表", 2, 4, '=A2&"<后街>"'),
        (ERROR_CELL, "登记表", 3, 2, "#REF!"),
        (FORMULA_CELL, "登记表", 4, 1, "=名单!A9"),
        (FORMULA_CELL, "登记表", 4, 4, '=""'),
    ]
    first, second, third = parsed.rows()
    assert first.answers == {"name": "张三", "certificate_no": NUMBER}
    assert second.answers == {"name": "李四", "mobile": "13800000001", "address": "前街"}
    assert "name" not in third.answers


def test_formulas_with_a_saved_result_are_values(parse):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["张三", NUMBER])
        sheet.write_formula(1, 2, "=B9", None, "13800000001")
        sheet.write_row(2, 0, ["李四", "33028219750101123444"])
        sheet.write_formula(2, 2, "=VLOOKUP(B3,B:B,2)", None, "#N/A")

    parsed = parse(buffer.getvalue())

    assert _problems(parsed) == [(ERROR_CELL, "Sheet1", 3, 3, "#N/A")]
    assert next(parsed.rows()).answers["mobile"] == "13800000001"


def test_cells_without_their_place_are_counted_and_a_saved_blank_is_blank(packaging_module):
    xml = (
        "<row><c><v>1</v></c><c t='e'><v>#NUM!</v></c></row><row/>"
        "<row><c><f>A1</f></c><c t='str'><f>A2</f><v></v></c></row>"
    )
    data = packaging_module("minimal_workbooks").xlsx(xml)

    (sheet,) = read_file(data, "表.xlsx", DEFAULT_LIMITS).sheets

    assert sheet.rows == [[1.0, "#NUM!"], ["", ""], ["=A1", ""]]


def test_old_workbooks_say_their_errors(parse):
    book = xlwt.Workbook()
    book.add_sheet("说明").write(0, 0, "填表说明")
    sheet = book.add_sheet("登记表")
    for column, header in enumerate(HEADER):
        sheet.write(0, column, header)
    sheet.write(1, 0, "张三")
    sheet.write(1, 1, NUMBER)
    sheet.row(1).set_cell_error(3, 0x2A)
    buffer = io.BytesIO()
    book.save(buffer)

    assert _problems(parse(buffer.getvalue(), "表.xls")) == [(ERROR_CELL, "登记表", 2, 4, "#N/A")]


def test_binary_workbooks_say_their_errors(parse, packaging_module):
    rows = [HEADER, ["张三", NUMBER, "#REF!", "后街"]]
    data = packaging_module("minimal_workbooks").xlsb(rows, "登记表")

    assert _problems(parse(data, "表.xlsb")) == [(ERROR_CELL, "登记表", 2, 3, "#REF!")]


def test_open_document_workbooks_say_their_errors_and_unsaved_formulas(parse, packaging_module):
    header = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
        for one in HEADER
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>张三</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="string"><text:p>{NUMBER}</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=[.A9]&amp;1"/>'
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    )
    row = "<table:table-row>{}</table:table-row>"
    data = packaging_module("minimal_workbooks").ods_of(
        row.format(header) + row.format(cells), "登&记"
    )

    assert _problems(parse(data, "表.ods")) == [(FORMULA_CELL, "登&记", 2, 3, "=[.A9]&1")]


def test_formulas_repeated_over_the_limits_are_refused(parse, packaging_module):
    cells = '<table:table-cell table:formula="of:=1" table:number-columns-repeated="500"/>'
    rows = f'<table:table-row table:number-rows-repeated="9000">{cells}</table:table-row>'

    with pytest.raises(IntakeError) as refused:
        parse(packaging_module("minimal_workbooks").ods_of(rows), "表.ods")

    assert refused.value.code == "too_many_cells"


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_another_programs_workbook_says_the_errors_it_shows(parse, workbook, tmp_path, ending):
    rows = [HEADER, ['="张"&"三"', NUMBER, "=1/0", '=""'], ["李四", NUMBER, "", "后街"]]
    written = tmp_path / "表.xlsx"
    written.write_bytes(workbook({"登记表": rows}))

    (again,) = saved_again([written], ending, tmp_path)
    parsed = parse(again.read_bytes(), again.name)

    assert _problems(parsed) == [(ERROR_CELL, "登记表", 2, 3, "#DIV/0!")]
    assert next(parsed.rows()).answers == {"name": "张三", "certificate_no": NUMBER}


def test_a_text_table_says_the_errors_it_was_saved_with(parse):
    data = f"姓名,残疾人证号,手机\n张三,{NUMBER},#VALUE!\n".encode()

    assert _problems(parse(data, "表.csv")) == [(ERROR_CELL, "", 2, 3, "#VALUE!")]


def test_a_column_that_only_helps_says_its_errors_too(parse, workbook):
    rows = [["姓名", "残疾人证号", "村社区"], ["张三", NUMBER, "#N/A"]]

    (row,) = (parsed := parse(workbook(rows))).rows()

    assert _problems(parsed) == [(ERROR_CELL, "Sheet1", 2, 3, "#N/A")]
    assert row.community == ""


def test_a_helping_column_may_end_before_the_rows_do(parse):
    data = f"姓名,残疾人证号,村社区,身份证号\n张三,{NUMBER}\n".encode()

    (row,) = parse(data, "表.csv").rows()

    assert (row.community, row.citizen_id, row.problems) == ("", "", ())


def test_a_row_whose_name_and_number_are_errors_is_kept_with_what_is_wrong(parse, workbook):
    rows = [HEADER, ["张三", NUMBER, "", ""], ["#REF!", "#REF!", "", "后街"]]

    parsed = parse(workbook(rows))

    assert [row.kind_of_row for row in parsed.rows()] == ["", "no_identity"]
    assert [place for _code, _sheet, *place, _value in _problems(parsed)] == [[3, 1], [3, 2]]
