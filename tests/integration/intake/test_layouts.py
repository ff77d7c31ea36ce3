"""Headers and rows in the shapes that offices give them."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.model import COMMUNITY_HINT, IntakeError

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


@pytest.mark.parametrize(
    "numbers",
    [[1, 2, 3, 4], ["(1)", "(2)", "(3)", "(4)"], ["甲", "乙", "丙", "丁"], ["甲", "乙", 1, 2]],
)
def test_a_line_that_only_numbers_the_columns_says_nothing_of_them(parse, workbook, numbers):
    header = ["姓名", "残疾人证号", "手机号码", "调查日期"]
    row = ["张三", NUMBER, "13800001111", "2025-10-03"]

    parsed = parse(workbook([header, numbers, row]))

    assert parsed.tables[0].header_rows == (1, 2)
    assert [match.header for match in parsed.tables[0].columns] == header
    assert items(parsed) == ["name", "certificate_no", "mobile", "survey_date"]
    assert parsed.questions() == ()
    assert [(one.row, one.answers["name"]) for one in parsed.rows()] == [(3, "张三")]


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
        ["本页小计", "2", "", ""],
        ["以下空白", "", "", ""],
        ["填表人 王芳", "审核人 李强", "", ""],
        ["1、本表一式两份，村、镇各存一份。", "", "", ""],
    ]

    assert kinds(parse(workbook(rows))) == [
        (2, ""), (3, "total_line"), (4, "repeated_header"), (6, ""), (7, "no_identity"),
        (8, "signature_line"), (9, "note_line"), (10, "total_line"), (11, "total_line"),
        (12, "note_line"), (13, "signature_line"), (14, "note_line"),
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
    (told,) = parsed.problems
    assert (told.code, told.place.column) == ("column_twice", 3)
    assert told.message.values["column"] == "D"


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


@pytest.mark.parametrize("second", [("", ""), (1, 2)])
def test_single_choices_may_be_headed_by_bare_numbers(parse, workbook, second):
    rows = [
        ["姓名", "残疾人证号", "婚姻状况", "", "", "", "户口性质", "", "调查方式"],
        ["", "", 1, 2, 3, 4, *second, ""],
        ["张三", NUMBER, "", "√", "", "", "农业" if second == ("", "") else "√", "", "电话"],
        ["李四", OTHER, "√", "√", "", "", "", "2", "入户"],
    ]

    first, last = parse(workbook(rows)).rows()

    assert (first.answers["marital_status"], first.answers["hukou"]) == ("2", "1")
    assert (first.answers["mode"], last.answers["mode"]) == ("2", "1")
    assert "marital_status" not in last.answers
    assert [(p.code, p.place.column, p.value) for p in last.problems] == [
        ("unknown_choice", 3, "1,2")
    ]


def test_a_community_table_of_code_and_one_question_is_taken(parse, workbook):
    rows = [["村(社区)区划代码", "是否有社区康复站"], ["610125203201", "是"]]

    (row,) = parse(workbook(rows)).rows()

    assert row.answers == {"community_code": "610125203201", "rehab_station": "1"}


def test_a_workbook_without_any_filled_cell_says_so(parse, workbook):
    with pytest.raises(IntakeError) as caught:
        parse(workbook({"Sheet1": [], "Sheet2": [["", ""]]}))

    assert caught.value.code == "nothing_filled"


def test_lines_that_were_only_numbered_beforehand_are_nobodys(parse, workbook):
    rows = [
        ["序号", "所属乡镇", "村(社区)", "姓名", "残疾人证号", "性别", "户口性质"],
        [1, "云溪镇", "东溪村", "张三", NUMBER, "男", "农业"],
        [2, "云溪镇", "东溪村"],
        [3],
        [4, "云溪镇", "东溪村", "", "", "女"],
        [5, "", "", "", "", "", "农业"],
    ]

    assert kinds(parse(workbook(rows))) == [
        (2, ""), (3, "prepared_line"), (4, "prepared_line"), (5, "no_identity"), (6, "no_identity"),
    ]  # fmt: skip


def test_a_header_of_three_lines_with_two_joined_ones_is_read_together(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "需求情况", "", "", "", "", "调查方式"],
        ["", "", "目前还需要的康复服务", "", "", "", "是否就业", ""],
        ["", "", "手术", "药物", "功能训练", "护理", "", ""],
        ["张三", NUMBER, "√", "", "√", "√", "否", "电话"],
    ]

    parsed = parse(workbook(rows))

    (row,) = parsed.rows()
    assert row.answers["rehab_need"] == ["1", "3", "5"]
    assert (row.answers["employed"], row.answers["mode"]) == ("2", "2")
    assert not parsed.problems


def test_a_numbered_heading_with_a_community_speaks_for_the_rows_below_it(parse, workbook):
    rows = [
        ["姓名", "残疾人证号"],
        ["一、东溪村（1人）"],
        ["张三", NUMBER],
        ["二、西溪村:"],
        ["李四", OTHER],
    ]

    found = [(str(row.kind_of_row), row.community) for row in parse(workbook(rows)).rows()]

    assert found[1::2] == [("", "东溪村"), ("", "西溪村")]
    assert {kind for kind, _community in found[::2]} == {"note_line"}


@pytest.mark.parametrize("group", ["监护人", "联系人"])
def test_the_name_below_a_group_of_another_person_is_theirs(parse, workbook, group):
    rows = [
        ["姓名", "残疾人证号", group, "", "户口性质"],
        ["", "", "姓名", "电话", ""],
        ["张三", NUMBER, "张大", "13800000001", "农业"],
    ]

    parsed = parse(workbook(rows, merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]))
    (row,) = parsed.rows()

    assert parsed.questions() == ()
    assert (row.answers["name"], row.answers["contact_name"]) == ("张三", "张大")


def test_the_foot_of_a_page_and_its_title_again_are_no_person(parse, workbook):
    header = ["姓名", "残疾人证号", "户口性质"]
    rows = [["东溪村调查表"], header, ["张三", NUMBER, "农业"], ["第1页 共2页"], ["东溪村调查表"],
            header, ["李四", OTHER, "农业"], ["— 2 —"]]  # fmt: skip

    found = kinds(parse(workbook(rows)))

    assert found == [
        (3, ""), (4, "note_line"), (5, "note_line"), (6, "repeated_header"), (7, ""),
        (8, "note_line"),
    ]  # fmt: skip


def test_the_second_line_of_a_person_is_no_note(parse, workbook):
    rows = [["姓名", "残疾人证号", "户口性质", "联系电话"], ["张三", NUMBER, "农业", "13800000001"],
            ["", "", "", "0574-63410001"], ["", "", "非农业", ""], ["以上属实", "", "", ""]]  # fmt: skip

    _first, phone, choice, note = parse(workbook(rows, merged=["A2:A4", "B2:B4"])).rows()

    assert (phone.answers, str(phone.kind_of_row)) == ({"landline": "0574-63410001"}, "")
    assert (str(choice.kind_of_row), str(note.kind_of_row)) == ("no_identity", "")
