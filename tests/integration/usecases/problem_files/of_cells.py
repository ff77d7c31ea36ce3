"""Tables with cells that cannot be read, or not as they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

from tests.integration.usecases.problem_files.sent import (
    LANDLINE,
    LI,
    MOBILE,
    NUMBER,
    OTHER,
    SECOND_MOBILE,
    WHO,
    ZHANG,
    AtHand,
    brings,
    text_table,
    workbook,
)

LONG_SHEET, LONG_VALUE = "二〇二五年九月三十日前办证人员登记表（含新迁入人员）", "不清楚，" * 500


@brings("unknown_choice", "登记表!D2", "渔业")
@brings("bad_date", "登记表!E2", "9月初")
@brings("bad_number", "登记表!F2", "老")
@brings("date_in_text", "登记表!G2", "2025-03-02")
@brings("codes_run_together", "登记表!H2", "12")
def unreadable_answers(at: AtHand) -> Path:
    """A typist who did not know the form."""
    asked = ("户口性质", "调查日期", "供养人年龄", "现居住地址", "目前还需要的康复服务")
    said = ("渔业", "9月初", "老", date(2025, 3, 2), "12")
    rows = [(*WHO, *asked), (*ZHANG, *said), (*LI, *said[:3], "", "13")]
    return workbook(at.folder / "东溪村.xlsx", {"登记表": rows})


@brings("unknown_choice", f"{LONG_SHEET}!D2", LONG_VALUE)
def long_names_and_words(at: AtHand) -> Path:
    """A cell with a story in it, in a file with all that was done to it in its name."""
    rows = [(*WHO, "户口性质"), ("赵七", f"{OTHER}B2", MOBILE, LONG_VALUE)]
    name = "持证残疾人基本状况调查登记表（村专干核对后再次修改）最终版_2025100" + "8" * 30
    return workbook(at.folder / f"{name}.xlsx", {LONG_SHEET: rows})


@brings("error_cell", "登记表!C2", "#N/A")
@brings("formula_not_saved", "登记表!D2", '=A2&"后街"')
def formulas(at: AtHand) -> Path:
    """A workbook that another program wrote and nobody opened in Excel."""
    rows = [(*WHO, "现居住地址"), ("张三", NUMBER, "#N/A", '=A2&"后街"')]
    return workbook(at.folder / "公式.xlsx", {"登记表": rows})


@brings("certificate_typed_as_number", "登记表!B2", "3.302821962051242e+19")
def typed_as_number(at: AtHand) -> Path:
    """A number that Excel has cut to 15 digits."""
    path = at.folder / "数字.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("登记表")
        sheet.write_row(0, 0, WHO)
        sheet.write_row(1, 0, ("张三", 33028219620512416041.0, MOBILE))
    return path


@brings("ditto_unclear", "登记表!D2", "同上")
@brings("ditto_taken", "登记表!D4", "同上")
@brings("ditto_beside_taken", "登记表!F2", "同左")
@brings("ditto_beside_unclear", "登记表!G2", "同左")
def as_above(at: AtHand) -> Path:
    """Who writes by hand writes “as above”."""
    header = (*WHO, "信息采集员", "户籍地址", "现居住地址", "家庭残疾人数")
    rows = [
        header,
        (*ZHANG, "同上", "溪东1号", "同左", "同左"),
        (*LI, "王专干", "溪东2号", "", ""),
        ("赵五", f"{OTHER}B1", "", "同上", "溪东3号", "", ""),
    ]
    return workbook(at.folder / "同上.xlsx", {"登记表": rows})


@brings("phones_sorted", "登记表!C2", f"{MOBILE}/{LANDLINE}")
@brings("phones_left_out", "登记表!C3", f"{MOBILE}、{SECOND_MOBILE}")
@brings("phone_unreachable", "登记表!C5", f"{MOBILE}（停机）")
@brings("phones_of_others", "登记表!C4", f"本人：无，儿子{MOBILE}")
def telephones(at: AtHand) -> Path:
    """Two numbers in one cell."""
    rows = [
        ("姓名", "残疾人证号", "联系电话"),
        ("张三", NUMBER, f"{MOBILE}/{LANDLINE}"),
        ("李四", OTHER, f"{MOBILE}、{SECOND_MOBILE}"),
        ("王五", f"{OTHER}B1", f"本人：无，儿子{MOBILE}"),
        ("钱八", f"{OTHER}B5", f"{MOBILE}（停机）"),
    ]
    return workbook(at.folder / "电话.xlsx", {"登记表": rows})


@brings("mixed_taken_apart", "登记表!A2", f"张三{NUMBER}")
@brings("mixed_left", "登记表!A3", f"李四{NUMBER}")
def name_and_number(at: AtHand) -> Path:
    """Name and number in one cell, once with another number beside it."""
    rows = [
        WHO,
        (f"张三{NUMBER}", "", MOBILE),
        (f"李四{NUMBER}", OTHER, MOBILE),
    ]
    return workbook(at.folder / "混填.xlsx", {"登记表": rows})


@brings("choice_contradicted", "登记表!E2", "是")
def two_answers(at: AtHand) -> Path:
    """A question asked twice."""
    rows = [(*WHO, "调查方式", "是否入户"), (*ZHANG, "电话", "是")]
    return workbook(at.folder / "两处.xlsx", {"登记表": rows})


@brings("only_yes", "登记表!1", "家庭医生签约")
def ticks_and_blanks(at: AtHand) -> Path:
    """Ticked where it is so, and blank where it is not, or where nobody asked."""
    rows = [
        ("姓名", "残疾人证号", "家庭医生签约", "是否危房", "是否就业"),
        ("郑九", f"{NUMBER}B6", "√", "√", ""),
        ("王十", f"{OTHER}B6", "", "", "√"),
    ]
    return workbook(at.folder / "打勾.xlsx", {"登记表": rows})


@brings("choice_beside_answer", "张三!C3", "护理")
def a_printed_form(at: AtHand) -> Path:
    """A form as printed, with a second choice in a cell of its own."""
    rows = [
        ["残疾人基本状况调查登记表"],
        ["姓名", "张三", "残疾人证号", NUMBER, "手机号码", MOBILE],
        ["目前还需要的康复服务", "手术", "护理"],
        ["联系人", "张大", "调查方式", "入户调查"],
    ]
    return workbook(at.folder / "张三登记表.xlsx", {"张三": rows})


@brings("lost_characters")
def a_torn_character(at: AtHand) -> Path:
    """A csv in GBK, a byte of which was lost on a stick."""
    path = text_table(at.folder / "乱码.csv", [WHO, *[ZHANG] * 200])
    data = path.read_text("utf-8-sig").encode("gbk")
    path.write_bytes(data + "李四".encode("gbk") + b"\xff,,13800000002\n")
    return path
