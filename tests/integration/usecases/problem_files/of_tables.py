"""Tables whose columns, sheets or years need a word."""

from __future__ import annotations

from pathlib import Path

from tests.integration.usecases.problem_files.sent import (
    LI,
    MOBILE,
    NUMBER,
    OTHER,
    WHO,
    ZHANG,
    AtHand,
    brings,
    workbook,
)

DATED = ("姓名", "残疾人证号", "调查日期")


@brings("unknown_column", "登记表!D1", "爱好")
@brings("column_twice", "登记表!E1", "联系电话")
@brings("guessed_column", "登记表!F1", "过去一年内的社会救助和住房改善")
@brings("marks_understood", "登记表!G1", "是否就业")
@brings("choice_left_open", "登记表!H1", "是否入户")
def headers_of_their_own(at: AtHand) -> Path:
    """Columns a village has invented."""
    header = (*WHO, "爱好", "联系电话", "过去一年内的社会救助和住房改善", "是否就业", "是否入户")
    rows = [header, (*ZHANG, "下棋", MOBILE, "6", "●", "是"), (*LI, "", "", "", "○", "否")]
    return workbook(at.folder / "自拟表头.xlsx", {"登记表": rows})


@brings("missing_column", "登记表!1", "残疾人证号")
def no_certificate_numbers(at: AtHand) -> Path:
    """Citizen IDs only."""
    rows = [("姓名", "身份证号", "手机号码"), ("张三", NUMBER[:18], MOBILE)]
    return workbook(at.folder / "只有身份证.xlsx", {"登记表": rows})


@brings("merged_cells_taken", "登记表!D1", "调查方式")
def one_cell_for_all(at: AtHand) -> Path:
    """A cell merged over two people."""
    rows = [(*WHO, "调查方式"), (*ZHANG, "入户"), (*LI, "")]
    return workbook(at.folder / "合并.xlsx", {"登记表": rows}, ["D2:D3"])


@brings("mapping_unconfirmed")
@brings("mapping_missing", "登记表!1", "姓名")
def names_under_a_strange_header(at: AtHand) -> Path:
    """Names below a header that says nothing."""
    rows = [("登记对象", *WHO[1:]), ZHANG, LI]
    return workbook(at.folder / "登记对象.xlsx", {"登记表": rows})


@brings("mapping_unsure", "登记表!A1", "残疾人的名字")
def names_under_a_similar_header(at: AtHand) -> Path:
    """Names below a header that is only similar."""
    rows = [("残疾人的名字", *WHO[1:]), ZHANG, LI]
    return workbook(at.folder / "近似.xlsx", {"登记表": rows})


@brings("mapping_rivals", "登记表!D1", "姓名")
def two_names(at: AtHand) -> Path:
    """Two columns of names that differ."""
    rows = [(*WHO, "姓名"), (*ZHANG, "王五"), (*LI, "赵六")]
    return workbook(at.folder / "两列姓名.xlsx", {"登记表": rows})


@brings("sheet_left_out", "说明")
@brings("sheet_continued", "续表")
def sheets_of_all_kinds(at: AtHand) -> Path:
    """A second sheet without header, and a note."""
    first, second = ("孙一", f"{NUMBER}B3", MOBILE), ("孙二", f"{OTHER}B3", MOBILE)
    sheets = {"登记表": [WHO, first], "续表": [second], "说明": [["都已核对", "盖章"]]}
    return workbook(at.folder / "两张表.xlsx", sheets)


@brings("list_left_out", "名单!1")
def a_list_beside(at: AtHand) -> Path:
    """The list people were looked up in."""
    sheets = {
        "登记表": [(*WHO, "户口性质"), (*ZHANG, "农业")],
        "名单": [("姓名", "残疾人证号", "村(社区)"), (*LI[:2], "东溪村")],
    }
    return workbook(at.folder / "带名单.xlsx", sheets)


@brings("sheet_joined", "就业!1")
def other_questions_on_a_sheet(at: AtHand) -> Path:
    """The same people, asked other things."""
    sheets = {
        "基本信息": [(*WHO, "户口性质"), (*ZHANG, "农业")],
        "就业": [("残疾人证号", "姓名", "是否就业"), (NUMBER, "张三", "否")],
    }
    return workbook(at.folder / "分表.xlsx", sheets)


@brings("other_year", "2024年!2", NUMBER)
def last_years_sheet_beside(at: AtHand) -> Path:
    """Last year's sheet was left in the file."""
    sheets = {
        "2024年": [DATED, ("张三", NUMBER, "2024-08-01")],
        "2025年": [DATED, ("张三", NUMBER, "2025-08-01")],
    }
    return workbook(at.folder / "两年.xlsx", sheets)


@brings("named_after_people", "2024底新办证", "2024")
def named_after_who_came(at: AtHand) -> Path:
    """A sheet's name says since when its people are known."""
    sheets = {"2024底新办证": [DATED, ("李四", OTHER, "")], "2025": [DATED, ("张三", NUMBER, "")]}
    return workbook(at.folder / "新办证.xlsx", sheets)


@brings("file_of_other_year", "登记表!2", "2024")
def last_years_file(at: AtHand) -> Path:
    """Last year's file."""
    rows = [["2024年度残疾人调查表"], DATED, ("张三", NUMBER, "2024-08-01")]
    return workbook(at.folder / "去年.xlsx", {"登记表": rows})


@brings("old_title", "登记表!2", "2024")
def last_years_title(at: AtHand) -> Path:
    """Last year's form used again."""
    rows = [["2024年度残疾人调查表"], DATED, ("张三", NUMBER, "2025-08-01")]
    return workbook(at.folder / "旧标题.xlsx", {"登记表": rows})


@brings("blank_form", "模板")
def a_blank_form_beside(at: AtHand) -> Path:
    """The template was left in the file."""
    sheets = {"登记表": [WHO, ZHANG], "模板": blank_form()}
    return workbook(at.folder / "带模板.xlsx", sheets)


@brings("blank_form")
def nothing_but_a_blank_form(at: AtHand) -> Path:
    """The template alone."""
    return workbook(at.folder / "模板.xlsx", {"登记表": blank_form()})


def blank_form() -> list[list[str]]:
    """A form as printed, before anybody writes on it."""
    return [
        ["残疾人基本状况调查登记表"],
        ["村(社区)：东溪村", "", "", "编号："],
        ["基本信息", "姓名", "", "性别", "□男 □女", "残疾人证号", ""],
        ["", "手机号码", "", "调查方式", "", "曾用名", ""],
        ["户主", "姓名", "", "身份证号", ""],
        ["是否就业", "□是", "□否", "调查日期", "    年  月  日"],
        ["填表人：", "", "信息采集员", ""],
    ]
