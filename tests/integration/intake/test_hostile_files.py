"""Whatever comes in, the answer is a table or a clear refusal, soon and with little memory."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError

REFUSALS = {
    "far_corner.xlsx": "too_many_rows",
    "far_row.xlsx": "too_many_rows",
    "wide_and_tall.xlsx": "too_many_cells",
    "sheet_elsewhere.xlsx": "too_many_rows",
    "unplaced_cells.xlsx": "too_many_columns",
    "claimed_strings.xlsx": "damaged_file",
    "endless_chain.xls": "damaged_file",
    "zip_bomb.xlsx": "zip_bomb",
    "endless_table.ods": "damaged_file",
    "nested_bomb.zip": "zip_bomb",
    "repeated_cells.ods": "too_many_cells",
    "repeated_sheets.ods": "too_many_cells",
    "long_cell.xlsx": "cell_too_long",
    "bracketed_header.xlsx": "no_rows",
    "spanning_page.xls": "too_many_cells",
    "far_record.xlsb": "too_many_columns",
    "encrypted.xlsx": "encrypted_file",
    "encrypted.zip": "encrypted_file",
    "understated_size.xlsx": "damaged_file",
    "letter.xlsx": "not_a_table",
    "entities.xml": "not_a_table",
    "web_table.xls": "unknown_table",
    "unclosed_quote.csv": "cell_too_long",
    "many_columns.csv": "too_many_columns",
    "control_characters.csv": "not_a_table",
}
BROKEN = {
    "不是表格.xlsx": "not_a_table",
    "乱码.csv": "unknown_encoding",
    "只有表头.xlsx": "no_rows",
    "图片改名.xlsx": "not_a_table",
    "截断.xlsx": "damaged_file",
    "无关表格.xlsx": "unknown_table",
    "空文件.xlsx": "empty_file",
}


def refusal(parse, data, name, **more):
    with pytest.raises(IntakeError) as caught:
        parse(data, name, **more)
    return caught.value


@pytest.mark.parametrize(("name", "code"), REFUSALS.items())
def test_a_hostile_file_is_refused(parse, assets, name, code):
    error = refusal(parse, (assets / name).read_bytes(), name)

    assert error.code == code
    assert str(error.message)
    assert str(error.advice)


@pytest.mark.parametrize(
    ("name", "sheet", "row"),
    [
        ("far_corner.xlsx", "Sheet1", 0),
        ("far_record.xlsb", "Sheet1", 0),
        ("long_cell.xlsx", "Sheet1", 2),
        ("unclosed_quote.csv", "1", 2),
    ],
)
def test_a_refusal_names_the_sheet_as_people_call_it(parse, assets, name, sheet, row):
    error = refusal(parse, (assets / name).read_bytes(), name)

    assert f"“{sheet}”" in str(error.message)
    assert error.context.get("row", 0) == row


@pytest.mark.parametrize(("name", "code"), BROKEN.items())
def test_a_broken_file_says_what_is_wrong(parse, sample_town, name, code):
    error = refusal(parse, (sample_town / "broken" / name).read_bytes(), name)

    assert error.code == code
    assert str(error.message)
    assert str(error.advice)


def test_the_name_decides_nothing(parse, sample_town):
    data = (sample_town / "submissions" / "石桥村_采集表.xlsx").read_bytes()

    assert [len(list(parse(data, name).rows())) for name in ("a.csv", "b", "c.png")] == [5, 5, 5]


def test_a_file_over_the_limit_is_refused_before_it_is_opened(parse):
    error = refusal(parse, b"PK\x03\x04" + bytes(100), "a.xlsx", limits=Limits(size_bytes=50))

    assert error.code == "too_large"


def test_refusals_read_in_the_officers_language(parse):
    assert str(refusal(parse, b"", "a.xlsx").message) == "文件是空的（0 字节）。"


def test_every_asset_has_its_test_and_its_maker(assets, packaging_module):
    made = packaging_module("make_intake_assets")

    assert {path.name for path in assets.iterdir()} == set(made.ASSETS)
    assert set(made.HOSTILE) == set(REFUSALS)
