"""Headers and rows in the shapes that offices give them."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from dsurvey_desktop.intake.model import COMMUNITY_HINT, IntakeError
from dsurvey_desktop.intake.sheets import plain_text

NUMBER = "33028219620512416X41"
OTHER = "33028219750101123444"


def items(parsed, table=0):
    return [match.item for match in parsed.tables[table].columns]


def kinds(parsed):
    return [(row.row, str(row.kind_of_row)) for row in parsed.rows()]


def test_title_lines_above_the_header_say_the_community(parse, workbook):
    rows = [
        ["云溪镇残疾人调查表"],
        ["填报单位：云溪镇东溪村村委会"],
        ["姓名", "残疾人证号", "手机"],
        ["张三", NUMBER, ""],
    ]

    parsed = parse(workbook(rows))

    assert parsed.tables[0].header_rows == (3,)
    assert [row.community for row in parsed.rows()] == ["东溪村"]


def test_a_header_of_two_merged_lines_is_read_together(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户主", "", "联系方式", ""],
        ["", "", "姓名", "身份证号", "固定电话", "手机号码"],
        ["张三", NUMBER, "张大", "330282196205124163", "0574-63510049", "13800000001"],
    ]

    parsed = parse(workbook(rows, merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"]))

    assert items(parsed) == [
        "name", "certificate_no", "householder_name", "householder_id", "landline", "mobile",
    ]  # fmt: skip
    assert parsed.tables[0].header_rows == (1, 2)
    assert kinds(parsed) == [(3, "")]


def test_ticks_below_a_group_are_a_multiple_choice(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "过去一年内得到过的康复服务", "", "", "手机号码"],
        ["", "", "手术", "药物", "功能训练", ""],
        ["张三", NUMBER, "", "√", "1", "13800000001"],
        ["李四", OTHER, "", "", "", "13800000002"],
    ]

    first, second = parse(workbook(rows)).rows()

    assert first.answers["rehab_received"] == ["2", "3"]
    assert "rehab_received" not in second.answers


def test_split_columns_of_kobo_are_merged(parse):
    header = "basic/name,basic/certificate_no,health/rehab_need,health/rehab_need/1,health/rehab_need/3,_id,_uuid"
    data = f"{header}\n张三,{NUMBER},,1,0,7,u\n李四,{OTHER},1 3,1,1,8,u\n王五,{NUMBER},,TRUE,True,8,u\n"

    parsed = parse(data.encode(), "kobo.csv")

    assert [row.answers["rehab_need"] for row in parsed.rows()] == [["1"], ["1", "3"], ["1", "3"]]
    assert parsed.problems == ()


def test_split_columns_named_by_labels_are_merged(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机号码", "目前还需要的康复服务/手术", "目前还需要的康复服务/无"],
        ["张三", NUMBER, "13800000001", 1, 0],
        ["李四", OTHER, "13800000002", 0, 1],
    ]

    parsed = parse(workbook(rows))

    assert [row.answers["rehab_need"] for row in parsed.rows()] == [["1"], ["6"]]
    assert parsed.problems == ()


def test_a_certificate_column_is_told_by_its_content_where_its_header_is_strange(parse, workbook):
    rows = [
        ["姓名", "号码(重要)", "户口性质", "手机号码"],
        ["张三", NUMBER, "1", "13800000001"],
        ["李四", OTHER, "2", "13800000002"],
    ]

    parsed = parse(workbook(rows))

    assert [row.answers["certificate_no"] for row in parsed.rows()] == [NUMBER, OTHER]
    assert [p.code for p in parsed.problems] == ["guessed_column"]


def test_labels_above_codes_and_a_line_of_numbers_are_one_header(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "手机号码"],
        ["R1", "R2", "R2a", "R5b"],
        [1, 2, 3, 4],
        ["张三", NUMBER, 1, ""],
    ]

    parsed = parse(workbook(rows))

    assert parsed.tables[0].header_rows == (1, 2, 3)
    assert kinds(parsed) == [(4, "")]


def test_lines_that_are_no_persons_are_told_apart(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "手机号码"],
        ["张三", NUMBER, "1", "13800000001"],
        ["小计", "", "", 1],
        ["姓名", "残疾人证号", "户口性质", "手机号码"],
        ["", "", "", ""],
        ["李四", "", "2", "13800000002"],
        ["", "", "1", ""],
        ["填表人：王五", "", "审核人：赵六", ""],
        ["注：证号请按文本填写", "", "", ""],
        ["合计 2 人", "", "", ""],
    ]

    assert kinds(parse(workbook(rows))) == [
        (2, ""), (3, "total_line"), (4, "repeated_header"), (6, ""), (7, "no_identity"),
        (8, "signature_line"), (9, "note_line"), (10, "total_line"),
    ]  # fmt: skip


def test_a_line_with_a_community_speaks_for_the_rows_below_it(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机号码"],
        ["东溪村", "", ""],
        ["张三", NUMBER, ""],
        ["西溪村", "", ""],
        ["李四", OTHER, ""],
    ]

    persons = [row for row in parse(workbook(rows)).rows() if not row.kind_of_row]

    assert [row.community for row in persons] == ["东溪村", "西溪村"]


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


def test_formulas_give_their_saved_value_and_are_never_run(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "现居住地址"],
        ["张三", NUMBER, '=HYPERLINK("http://x.invalid")'],
    ]

    (row,) = parse(workbook(rows)).rows()

    assert row.cells[2] == '=HYPERLINK("http://x.invalid")'
    assert "address" not in row.answers


def test_an_unknown_column_is_kept_and_told(parse, workbook):
    parsed = parse(
        workbook([["姓名", "残疾人证号", "手机号码", "爱好"], ["张三", NUMBER, "", "下棋"]])
    )

    match = parsed.tables[0].columns[3]
    assert (match.item, match.confidence, match.examples) == ("", 0.0, ("下棋",))
    assert [(p.code, p.place.column) for p in parsed.problems] == [("unknown_column", 4)]
    assert next(parsed.rows()).cells == ("张三", NUMBER, "", "下棋")


def test_of_two_columns_for_one_item_the_surer_wins_and_the_other_is_told(parse, workbook):
    rows = [["姓名", "残疾人证号", "联系电话", "手机号码"], ["张三", NUMBER, "1", "13800000001"]]

    parsed = parse(workbook(rows))

    assert items(parsed) == ["name", "certificate_no", "", "mobile"]
    assert [(p.code, p.place.column) for p in parsed.problems] == [("column_twice", 3)]


def test_a_similar_header_is_taken_with_a_warning(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机号码", "过去一年内的社会救助和住房改善"],
        ["张三", NUMBER, "", "6"],
    ]

    parsed = parse(workbook(rows))

    assert items(parsed)[3] == "social_assistance"
    assert 0.5 < parsed.tables[0].columns[3].confidence < 0.85
    assert [p.code for p in parsed.problems] == ["guessed_column"]


def test_the_officers_mapping_wins(parse, workbook):
    data = workbook([["姓名", "残疾人证号", "爱好", "手机号码"], ["张三", NUMBER, "下棋", "1"]])

    parsed = parse(data, mapping={"爱好": "note", "手机号码": ""})

    assert items(parsed) == ["name", "certificate_no", "note", ""]
    assert next(parsed.rows()).answers["note"] == "下棋"
    assert parsed.problems == ()


def test_a_mapping_makes_an_unknown_table_readable(parse, workbook):
    data = workbook([["甲", "乙", "丙"], ["张三", NUMBER, "x"]])

    with pytest.raises(IntakeError):
        parse(data)
    parsed = parse(data, mapping={"甲": "name", "乙": "certificate_no"})

    assert [row.answers for row in parsed.rows()] == [{"name": "张三", "certificate_no": NUMBER}]


def test_code_and_name_of_the_community_may_stand_side_by_side(parse, workbook):
    rows = [
        ["村(社区)", "区划代码", "姓名", "残疾人证号"],
        ["东溪村", 330282105201, "张三", NUMBER],
    ]

    parsed = parse(workbook(rows))

    assert items(parsed)[:2] == [COMMUNITY_HINT, COMMUNITY_HINT]
    assert next(parsed.rows()).community == "330282105201"


def test_a_value_that_cannot_be_read_is_absent_and_told_with_its_place(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "供养人年龄"],
        ["张三", NUMBER, "渔业", "9月初", "老"],
    ]

    (row,) = parse(workbook(rows), "东溪村.xlsx").rows()

    assert row.answers == {"name": "张三", "certificate_no": NUMBER}
    assert [(p.code, p.place.file, p.place.row, p.place.column, p.value) for p in row.problems] == [
        ("unknown_choice", "东溪村.xlsx", 2, 3, "渔业"),
        ("bad_date", "东溪村.xlsx", 2, 4, "9月初"),
        ("bad_number", "东溪村.xlsx", 2, 5, "老"),
    ]


def test_every_cell_whose_value_is_not_its_own_text_is_listed(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "手机号码"],
        ["张 三", NUMBER.lower(), "1.农业", "8月27日", " 13800000001 "],
    ]

    (row,) = parse(workbook(rows)).rows()

    assert [tuple(change) for change in row.changes] == [
        ("name", "张 三", "张三"),
        ("certificate_no", NUMBER.lower(), NUMBER),
        ("hukou", "1.农业", "1"),
        ("survey_date", "8月27日", "2025-08-27"),
        ("mobile", " 13800000001 ", "13800000001"),
    ]


def test_what_stands_as_its_value_is_not_listed(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "手机号码", "目前还需要的康复服务"],
        ["张三", NUMBER, 1, date(2025, 8, 27), 13800000001, "1,3"],
        ["李四", OTHER, "2", "2025-08-28", "13800000001", "1 3"],
    ]

    assert [row.changes for row in parse(workbook(rows)).rows()] == [(), ()]


@pytest.mark.parametrize(
    ("item", "header", "raw", "value"),
    [
        ("name", "姓名", "张\u3000三", "张三"),
        ("name", "姓名", "阿依•古丽", "阿依·古丽"),
        ("hukou", "户口性质", "１", "1"),
        ("hukou", "户口性质", "1、农业", "1"),
        ("hukou", "户口性质", "农业", "1"),
        ("hukou", "户口性质", "农业户口", "1"),
        ("rehab_need", "目前还需要的康复服务", "1，3", ["1", "3"]),
        ("rehab_need", "目前还需要的康复服务", "手术；功能训练", ["1", "3"]),
        ("survey_date", "调查日期", "8.27", "2025-08-27"),
        ("survey_date", "调查日期", 45896, "2025-08-27"),
        ("survey_date", "调查日期", datetime.fromisoformat("2025-08-27 09:30"), "2025-08-27"),
        ("mobile", "手机号码", "138-0000-0001", "13800000001"),
        ("landline", "固定电话", "（0574）63510049", "0574-63510049"),
        ("landline", "固定电话", "无", ""),
        ("supporter_age", "供养人年龄", "66岁", 66),
        ("certificate_no", "残疾人证号", f"{NUMBER[:6]} {NUMBER[6:].lower()}", NUMBER),
    ],
)
def test_each_way_of_normalising_is_kept_as_what_stood_there_and_what_it_became(
    parse, workbook, item, header, raw, value
):
    headers = dict.fromkeys([header, "姓名", "残疾人证号", "手机号码"], "")
    cells = headers | {"姓名": "李四", "残疾人证号": OTHER} | {header: raw}

    (row,) = parse(workbook([list(headers), list(cells.values())])).rows()

    (change,) = row.changes
    assert (change.item, change.value) == (item, value)
    assert change.raw == row.cells[0] == (raw if isinstance(raw, str) else plain_text(raw))


def test_a_table_without_certificate_column_says_so(parse, workbook):
    parsed = parse(workbook([["姓名", "身份证号", "手机号码"], ["张三", "33028219620512416x", ""]]))

    assert [p.code for p in parsed.problems] == ["missing_column"]
    assert [(row.citizen_id, str(row.kind_of_row)) for row in parsed.rows()] == [
        ("33028219620512416X", "")
    ]


def test_progress_is_told_and_can_stop_the_work(parse, sample_town):
    class Stop(Exception):
        pass

    def stop(done, total, what):
        assert (done, total) == (0, 96)
        assert "上塘村" in str(what)
        raise Stop

    with pytest.raises(Stop):
        parse((sample_town / "submissions/上塘村.xlsx").read_bytes(), "上塘村.xlsx", progress=stop)


HEADER = ["姓名", "残疾人证号", "调查日期"]
FIRST = ["张三", "33028219620512416X41"]


def test_sheets_of_other_years_are_kept_as_such_beside_this_years(parse, workbook):
    sheets = {
        "2024年": [HEADER, [*FIRST, "2024-08-01"]],
        "2025年": [HEADER, [*FIRST, "2025-08-01"]],
        "2023": [HEADER, [*FIRST, "2023-08-01"], ["合计", "1", ""]],
    }

    rows = list(parse(workbook(sheets)).rows())

    assert [(row.sheet, row.kind_of_row.value) for row in rows] == [
        ("2024年", "other_year"),
        ("2025年", ""),
        ("2023", "other_year"),
        ("2023", "total_line"),
    ]


@pytest.mark.parametrize("names", [("2024年",), ("2024年", "2023年"), ("20241101", "东溪村")])
def test_where_no_sheet_is_of_this_year_nothing_is_set_aside_for_its_name(parse, workbook, names):
    sheets = {
        name: [HEADER, [f"张{at}", f"33028219620512416X4{at}", ""]]
        for at, name in enumerate(names, 1)
    }

    parsed = parse(workbook(sheets))

    assert {row.kind_of_row.value for row in parsed.rows()} == {""}
    asked = {question.code for question in parsed.questions()}
    assert asked == ({"file_of_other_year"} if names[0] == "2024年" else set())


def test_marks_of_yes_and_no_are_read_told_and_kept_as_they_came(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "是否就业", "是否签订家庭医生服务协议"],
        ["张三", NUMBER, "●", 1],
        ["李四", OTHER, "○", 0],
    ]

    parsed = parse(workbook(rows))

    first, second = parsed.rows()
    assert (first.answers["employed"], second.answers["employed"]) == ("1", "2")
    assert (first.answers["family_doctor"], second.answers["family_doctor"]) == ("1", "2")
    assert ("employed", "○", "2") in second.changes
    assert second.cells[2:] == ("○", "0")
    told = [(p.place.row, p.place.column) for p in parsed.problems if p.code == "marks_understood"]
    assert told == [(1, 3), (1, 4)]


def test_as_above_is_taken_from_the_line_above_and_told_once_a_run(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "村(社区)", "调查方式", "信息采集员", "手机号码"],
        ["张三", NUMBER, "东溪村", "入户调查", "王专干", "同上"],
        ["李四", OTHER, "同上", "〃", "同上", "13800000001"],
        ["赵五", f"{OTHER}B1", "″", "“", "（同上）", "13800000002"],
        ["合计", "3"],
        ["同上", f"{OTHER}B2", "西溪村", "〃", "李专干", "13800000003"],
    ]

    parsed = parse(workbook(rows))

    first, second, third, _total, last = parsed.rows()
    assert [row.answers.get("mode") for row in (first, second, third, last)] == [*"111", None]
    assert [row.answers["enumerator"] for row in (second, third)] == ["王专干", "王专干"]
    assert [row.community for row in (second, third, last)] == ["东溪村", "东溪村", "西溪村"]
    assert ("mode", "〃", "1") in second.changes
    assert "name" not in last.answers
    assert "mobile" not in first.answers
    said = [(p.code, p.place.row, p.place.column) for row in parsed.rows() for p in row.problems]
    assert said == [
        ("ditto_unclear", 2, 6), ("ditto_taken", 3, 4), ("ditto_taken", 3, 5),
        ("ditto_unclear", 6, 1), ("ditto_unclear", 6, 4),
    ]  # fmt: skip


def test_nobodys_number_is_ever_that_of_the_line_above(parse, workbook):
    rows = [["姓名", "残疾人证号", "手机号码"], ["张三", NUMBER, ""], ["李四", "同上", ""]]

    second = list(parse(workbook(rows)).rows())[1]

    assert "certificate_no" not in second.answers
    assert [problem.code for problem in second.problems] == ["ditto_unclear"]


@pytest.mark.parametrize(
    ("title", "days", "name", "asked"),
    [
        ("2024年度残疾人调查表", ["2024-08-01"], "表.xlsx", True),
        ("2024年度残疾人调查表", [""], "表.xlsx", True),
        ("残疾人调查表", ["2024-08-01"], "东溪村2024.xlsx", True),
        ("残疾人调查表", ["2024-08-01", "2024-08-02", "2024-09-01"], "表.xlsx", True),
        ("残疾人调查表", ["2024-08-01"], "表.xlsx", False),
        ("2025年残疾人调查表", ["2024-08-01", "2024-08-02", "2024-09-01"], "表.xlsx", False),
        ("2024年度残疾人调查表", ["2025-08-01"], "表.xlsx", False),
        ("残联发〔2023〕15号附件", [""], "表.xlsx", False),
        ("残疾人调查表", ["8月1日", "8月2日", "8月3日"], "表.xlsx", False),
    ],
)
def test_a_file_that_speaks_of_another_year_only_is_asked_about(
    parse, workbook, title, days, name, asked
):
    people = [[f"张{at}", f"33028219620512416X4{at}", day] for at, day in enumerate(days, 1)]

    parsed = parse(workbook([[title], HEADER, *people]), name)

    questions = [(one.code, one.place.row) for one in parsed.questions()]
    assert questions == ([("file_of_other_year", 2)] if asked else [])
    is_told = title.startswith("2024") and days == ["2025-08-01"]
    assert ("old_title" in {one.code for one in parsed.problems}) == is_told


def test_ticks_below_a_group_are_a_single_choice_too(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "", "是否就业", "", "手机号码"],
        ["", "", "农业", "非农业", "是", "否", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["张三", NUMBER, "√", "", "", "1", "13800000001"],
        ["李四", OTHER, "√", "√", "是", "", "13800000002"],
    ]

    parsed = parse(workbook(rows, merged=["C1:D1", "E1:F1"]))

    first, second = parsed.rows()
    assert items(parsed) == [
        "name", "certificate_no", "hukou/1", "hukou/2", "employed/1", "employed/2", "mobile",
    ]  # fmt: skip
    assert (first.answers["hukou"], first.answers["employed"]) == ("1", "2")
    assert second.answers["employed"] == "1"
    assert "hukou" not in second.answers
    said = [(one.code, one.place.row, one.place.column) for one in second.problems]
    assert said == [("unknown_choice", 5, 3)]
