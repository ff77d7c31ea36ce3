"""Web pages and XML that systems give out as `.xls`."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError

ZHANG, LI = "33028219620512416X41", "33028219750101123444"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>导出</title>
<style>td {{ color: red }}</style><!-- <table><tr><td>注释</td></tr> --></head>
<body><script>if (a < b) document.write("<td>脚本</td>")</script>
<table border=1>
<tr><td colspan=5><h3>云溪镇东溪村残疾人登记表</h3></td></tr>
<tr><th rowspan="2">姓名<th rowspan=2>残疾人证号</th><th colspan=2>联系方式</th><th rowspan=2>户口性质</th></tr>
<tr><th>固定电话</th><th>手机
  号码</th></tr>
<tr><td>张&nbsp;三</td><td style='mso-number-format:"\\@"'>{ZHANG}</td><td></td><td>138&#48;0000001</td><td>1.农业<br></td></tr>
<TR><TD><a href="http://x.invalid/">李四</a></TD><TD>{LI}</TD><TD>&lt;无&gt;</TD><TD/><TD>2</TD></TR>
</table></body></html>"""
NAMES = "urn:schemas-microsoft-com:office:spreadsheet"
BOOK = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="{NAMES}" xmlns:ss="{NAMES}"><Styles/>
<Worksheet ss:Name="东溪村"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">登记表</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">残疾人证号</Data></Cell>
<Cell><Data ss:Type="String">调查日期</Data></Cell><Cell><Data ss:Type="String">户口性质</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">张三</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">33028219800229001252</Data></Cell>
<Cell><Data ss:Type="DateTime">2025-08-27T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_table_of_a_web_page_is_read_like_any_other(parse, encoding):
    parsed = parse(PAGE.encode(encoding), "导出.xls")

    rows = list(parsed.rows())
    assert [row.answers for row in rows] == [
        {"name": "张三", "certificate_no": ZHANG, "mobile": "13800000001", "hukou": "1"},
        {"name": "李四", "certificate_no": LI, "hukou": "2", "landline": "<无>"},
    ]
    assert {row.community for row in rows} == {"东溪村"}
    assert parsed.tables[0].header_rows == (2, 3)


def test_a_workbook_of_excel_2003_is_read_with_its_places(parse):
    (row,) = parse(BOOK.encode(), "导出.xls").rows()

    assert (row.sheet, row.row) == ("东溪村", 5)
    assert row.answers == {
        "name": "张三",
        "certificate_no": "33028219800229001252",
        "survey_date": "2025-08-27",
        "hukou": "1",
    }
    assert not row.is_certificate_lossy


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<html><body>没有表格</body></html>", "not_a_table"),
        ("<table>", "not_a_table"),
        ('<data id="x" encrypted="yes"><a>a.enc</a></data>', "encrypted_form"),
        ("<table><tr><td>" + "<tr><td>" * 9, "nothing_filled"),
        ("<table><tr><td rowspan=60000 colspan=60000>姓名", "too_many_cells"),
        ("<table>" + "<tr><td>姓名" * 2001, "too_many_rows"),
        ("<table><tr>" + "<td>姓名" * 601, "too_many_columns"),
        ("<table><tr><td>" + "姓" * 40_000, "cell_too_long"),
        (BOOK.replace('Index="4"', 'Index="999999"'), "too_many_rows"),
        (BOOK.replace('Index="3"', 'Index="16000"'), "too_many_columns"),
        (BOOK.replace('Index="4"', 'Index="0"'), "damaged_file"),
        (BOOK.replace("<Workbook", "<!DOCTYPE x><Workbook"), "not_a_table"),
        (BOOK[:-30], "not_a_table"),
    ],
)
def test_pages_and_books_that_are_broken_or_too_large_are_refused(parse, markup, code):
    with pytest.raises(IntakeError) as caught:
        parse(markup.encode(), "导出.xls", limits=Limits(rows=2000))

    assert caught.value.code == code


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<td ", "<td<", "<table>", "&#x", "<script>", "</td>", "<tr><td>x"]
)
def test_a_page_of_the_same_piece_over_and_over_ends(parse, piece):
    with pytest.raises(IntakeError):
        parse(("<table>" + piece * 60_000).encode(), limits=Limits(rows=2000, cells=50_000))
