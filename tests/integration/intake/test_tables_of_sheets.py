"""Several tables on a sheet, several sheets in a file: each has its own columns and people."""

from __future__ import annotations

import io

import openpyxl

from dsurvey_desktop.intake.model import FileKind

NUMBER = "33028219620512416X41"
OTHER = "33028219750101123444"


def test_two_tables_on_one_sheet_keep_their_own_columns(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机号码"],
        ["张三", NUMBER, "13800000001"],
        [],
        ["下塘村"],
        ["残疾人证号", "姓名", "户口性质"],
        [OTHER, "李四", "非农业"],
    ]

    parsed = parse(workbook(rows))

    assert [table.header_rows for table in parsed.tables] == [(1,), (5,)]
    assert [row.answers.get("name") for row in parsed.rows()] == ["张三", None, "李四"]
    assert list(parsed.rows())[-1].answers["hukou"] == "2"


def test_several_sheets_are_read_and_empty_ones_passed_over(parse, workbook):
    header = ["姓名", "残疾人证号", "手机号码"]
    sheets = {
        "东溪村": [header, ["张三", NUMBER, ""]],
        "空": [],
        "西溪村": [header, ["李四", OTHER, ""]],
    }

    parsed = parse(workbook(sheets))

    assert [(row.sheet, row.community) for row in parsed.rows()] == [
        ("东溪村", "东溪村"),
        ("西溪村", "西溪村"),
    ]
    assert parsed.problems == ()


def test_hidden_rows_are_read_and_hidden_lists_are_no_problem(parse):
    book = openpyxl.Workbook()
    for row in (["姓名", "残疾人证号", "手机号码"], ["张三", NUMBER, ""], ["李四", OTHER, ""]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    lists = book.create_sheet("选项")
    lists.append(["1 是", "2 否"])
    lists.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)

    parsed = parse(buffer.getvalue())

    assert [row.answers["name"] for row in parsed.rows()] == ["张三", "李四"]
    assert parsed.problems == ()


def test_other_questions_of_the_same_people_on_another_sheet_join_their_forms(parse, workbook):
    sheets = {
        "基本信息": [
            ["姓名", "残疾人证号", "户口性质"],
            ["张三", NUMBER, "农业"],
            ["李四", OTHER, "农业"],
        ],
        "就业": [
            ["残疾人证号", "姓名", "是否就业"],
            [NUMBER, "张三", "否"],
            [OTHER, "李似", "是"],
            [f"{OTHER}B1", "王五", "是"],
        ],
        "更正": [["残疾人证号", "户口性质"], [NUMBER, "非农业"]],
    }

    parsed = parse(workbook(sheets))

    first, second, *others = parsed.rows()
    assert (first.answers["hukou"], first.answers["employed"]) == ("1", "2")
    assert [(one.sheet, one.row, one.cells[-1]) for one in first.details] == [
        ("就业", 2, ("是否就业", "否"))
    ]
    assert "employed" not in second.answers  # another name: it may be somebody else
    assert [(row.sheet, row.row) for row in others] == [("就业", 3), ("就业", 4), ("更正", 2)]
    (told,) = (one for one in parsed.problems if one.code == "sheet_joined")
    assert (told.place.sheet, told.message.values) == ("就业", {"count": 1})


def test_a_hidden_list_that_people_are_looked_up_in_makes_no_forms(parse):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "残疾人证号", "户口性质"])
    book.active.append(["张三", NUMBER, "农业"])
    source = book.create_sheet("数据源")
    source.sheet_state = "veryHidden"
    for line in (
        ["姓名", "残疾人证号", "村(社区)"],
        ["张三", NUMBER, "东溪村"],
        ["李四", OTHER, "东溪村"],
    ):
        source.append(line)
    buffer = io.BytesIO()
    book.save(buffer)

    parsed = parse(buffer.getvalue())

    assert [row.sheet for row in parsed.rows()] == ["Sheet"]
    (told,) = parsed.problems
    assert (told.code, told.place.sheet, told.message.values) == (
        "list_left_out",
        "数据源",
        {"count": 2},
    )


def test_a_table_that_asks_is_no_roster_however_much_of_one_stands_beside(parse, workbook):
    rows = [
        ["村", "姓名", "性别", "身份证号", "残疾人证号", "残疾类别", "残疾等级", "联系电话", "家庭住址",
         "发证日期", "证件状态", "调查方式", "是否就业"],
        ["东溪村", "张三", "男", NUMBER[:18], NUMBER, "肢体", "一级", "13800000001", "1号", "2010-01-01",
         "正常", "入户", "否"],
    ]  # fmt: skip

    parsed = parse(workbook(rows))

    assert parsed.kind is FileKind.INDIVIDUAL
    (row,) = parsed.rows()
    assert (row.answers["mode"], row.answers["employed"]) == ("1", "2")
    roster = parse(workbook([line[:-2] for line in rows]))
    assert roster.kind is FileKind.ROSTER


def test_a_sheet_without_header_goes_on_with_the_table_of_the_sheet_before(parse):
    book = openpyxl.Workbook()
    first = book.active
    first.append(["残疾人证号", "姓名\nName", "调查日期"])
    first.append([NUMBER, "张三", "'2025-09-16"])
    second = book.create_sheet("续")
    second.append([OTHER, "李四", "2025年9月17日"])
    notes = book.create_sheet("说明")
    notes.append(["李四", OTHER])
    stream = io.BytesIO()
    book.save(stream)

    parsed = parse(stream.getvalue())

    assert [(row.sheet, row.row, row.answers) for row in parsed.rows()] == [
        (sheet, row, {"certificate_no": number, "name": name, "survey_date": day})
        for sheet, row, number, name, day in (
            (first.title, 2, NUMBER, "张三", "2025-09-16"),
            ("续", 1, OTHER, "李四", "2025-09-17"),
        )
    ]
    told = [(one.code, one.place.sheet) for one in parsed.problems]
    assert told == [("sheet_continued", "续"), ("sheet_left_out", "说明")]
