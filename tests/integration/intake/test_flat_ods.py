"""Workbooks that LibreOffice saves as one XML file (.fods)."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from dsurvey_desktop.intake.model import IntakeError

_ROOT = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
)


def cell(text: str, kind: str = 'office:value-type="string"') -> str:
    return (
        f"     <table:table-cell {kind}>\n      <text:p>{text}</text:p>\n     </table:table-cell>\n"
    )


def row(*cells: str, repeated: int = 1) -> str:
    again = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"    <table:table-row{again}>\n{''.join(cells)}    </table:table-row>\n"


def flat(*rows: str, before: str = "", root: str = _ROOT) -> bytes:
    """A file as LibreOffice writes it: a line for each tag."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}\n{root}\n <office:meta/>\n'
        " <office:body>\n  <office:spreadsheet>\n"
        f'   <table:table table:name="东溪村">\n{"".join(rows)}   </table:table>\n'
        "  </office:spreadsheet>\n </office:body>\n</office:document>\n"
    ).encode()


HEADER = row(*map(cell, ("姓名", "残疾人证号", "调查日期", "手机号码")))
LINE = row(
    cell("张三"),
    cell("33028219620512416X41"),
    cell("2025年10月3日", 'office:value-type="date" office:date-value="2025-10-03"'),
    cell("13800000001", 'office:value-type="float" office:value="13800000001"'),
)
BLANK = row('     <table:table-cell table:number-columns-repeated="16384"/>\n', repeated=1_000_000)


def test_it_is_read_as_any_workbook(parse):
    parsed = parse(flat(HEADER, LINE, BLANK), "东溪村.fods")

    (one,) = parsed.rows()
    assert (one.sheet, one.row, one.community) == ("东溪村", 2, "东溪村")
    assert one.answers == {
        "name": "张三", "certificate_no": "33028219620512416X41",
        "survey_date": str(date(2025, 10, 3)), "mobile": "13800000001",
    }  # fmt: skip
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (flat(HEADER, LINE)[:-300], "damaged_file"),
        (flat(HEADER, LINE, before='<!DOCTYPE x [<!ENTITY a "b">]>'), "not_a_table"),
        (flat(HEADER, LINE, root=_ROOT.replace(".spreadsheet", ".text")), "not_a_table"),
        (flat(HEADER, *[row(cell("张"), repeated=1_000_000)] * 3), "too_many_cells"),
    ],
)
def test_what_is_none_or_too_large_is_refused(parse, data, code):
    with pytest.raises(IntakeError) as caught:
        parse(data, "东溪村.fods")
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["endless_table", "repeated_cells", "repeated_sheets"])
def test_what_breaks_an_ods_is_refused_here_too(parse, assets, name):
    broken = (assets / f"{name}.ods").read_bytes()
    with zipfile.ZipFile(io.BytesIO(broken)) as archive:
        content = archive.read("content.xml").decode()
    body = content[content.index("<office:body>") :].replace("document-content", "document")
    codes = []
    for data in (broken, f"{_ROOT}{body}".encode()):
        with pytest.raises(IntakeError) as caught:
            parse(data, "表.fods")
        codes.append(caught.value.code)
    assert codes[0] == codes[1]
