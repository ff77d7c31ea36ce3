"""Headers of two and three lines, below which a line says how to fill them in or numbers them."""

from __future__ import annotations

import pytest

NUMBER = "33028219620512416X41"
TWO = [
    ["基本信息", "", "", "康复", ""],
    ["姓名", "残疾人证号", "户口性质", "目前还需要的康复服务", "联系电话"],
]
PERSON = ["张三", NUMBER, "1", "1,3", "13800000001"]
ANSWERS = {
    "name": "张三",
    "certificate_no": NUMBER,
    "hukou": "1",
    "rehab_need": ["1", "3"],
    "mobile": "13800000001",
}
THIRD_LINES = [
    ["填写姓名", "20位", "填数字", "可多选，用逗号分开", "11位手机号"],
    ["必填", "必填", "必填", "（选填）", "选填"],
    ["", "", "1农业 2非农业 3统一居民户口", "1.手术 2.药物 3.功能训练", ""],
    ["例：张三", "例：33028219…", "如：1", "如：1,3", "例如13800000001"],
    ["", "", "", "（项）", ""],
    ["文本", "文本", "单选", "多选", "数字"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["①", "②", "③", "④", "⑤"],
    ["甲", "乙", 1, 2, 3],
    ["A1", "A2", "A3", "B1", "B2"],
    ["R1", "R2", "R3", "R21a", "R5b"],
]


def _only_row(parsed):
    (row,) = parsed.rows()
    assert parsed.problems == ()
    assert row.problems == ()
    return row


@pytest.mark.parametrize("line", THIRD_LINES)
@pytest.mark.parametrize("header", [TWO, TWO[1:]], ids=["two", "one"])
def test_a_line_that_helps_to_fill_in_is_no_person(parse, workbook, header, line):
    rows = [["云溪镇残疾人调查表"], [], *header, line, PERSON]

    row = _only_row(parse(workbook(rows)))

    assert row.answers == ANSWERS
    assert row.row == len(rows)


CHOICES = ["手术", "药物", "功能训练", "护理"]


@pytest.mark.parametrize("fourth", [[], [["1", "2", "3", "4", "5", "6", "7"]]])
@pytest.mark.parametrize("choices", [CHOICES, ["1.手术", "2.药物", "3.功能训练", "5.护理"]])
def test_choices_in_the_third_line_belong_to_the_question_alone_in_the_second(
    parse, workbook, choices, fourth
):
    rows = [
        ["姓名", "残疾人证号", "康复情况", "", "", "", "联系电话"],
        ["", "", "目前还需要的康复服务", "", "", "", ""],
        ["", "", *choices, ""],
        *fourth,
        ["张三", NUMBER, "√", "", "√", "", "13800000001"],
    ]
    merged = ["A1:A3", "B1:B3", "C1:F1", "C2:F2", "G1:G3"]

    row = _only_row(parse(workbook(rows, merged)))

    assert row.answers == {one: said for one, said in ANSWERS.items() if one != "hukou"}


def test_several_groups_each_with_a_question_and_its_choices(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "康复", "", "", "基本", "", "联系电话"],
        ["", "", "目前还需要的康复服务", "", "", "户口性质", "", ""],
        ["", "", "手术", "药物", "功能训练", "农业", "非农业", ""],
        ["张三", NUMBER, "√", "", "√", "√", "", "13800000001"],
    ]
    merged = ["A1:A3", "B1:B3", "C1:E1", "C2:E2", "F1:G1", "F2:G2", "H1:H3"]

    assert _only_row(parse(workbook(rows, merged))).answers == ANSWERS


def test_words_above_a_line_of_codes_count_where_another_edition_numbers_otherwise(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "已接受的康复服务", "目前还需要的康复服务"],
        ["R1", "R2", "R21a", "R23"],
        ["张三", NUMBER, "1", "2"],
    ]

    row = _only_row(parse(workbook(rows)))

    assert row.answers["rehab_received"] == ["1"]
    assert row.answers["rehab_need"] == ["2"]


def test_a_first_person_of_whom_little_is_known_stays_one(parse, workbook):
    """Words like those of a hint in some cells make no hint of the others."""
    rows = [*TWO, ["李四", "办理中", "必填", "", ""], PERSON]

    first, second = parse(workbook(rows)).rows()

    assert (first.answers["name"], second.answers["name"]) == ("李四", "张三")


def test_a_community_in_brackets_below_the_header_is_a_heading(parse, workbook):
    rows = [TWO[1], ["（东溪村）"], PERSON, ["（西溪村）"], ["李四", "", "1", "1", "13900000002"]]

    people = [row for row in parse(workbook(rows)).rows() if row.answers]

    assert [(row.answers["name"], row.community) for row in people] == [
        ("张三", "东溪村"), ("李四", "西溪村"),
    ]  # fmt: skip


def test_a_long_line_of_dots_below_a_header_is_read_at_once(parse, workbook):
    rows = [line for _ in range(20) for line in (TWO[1], ["1" + "." * 32_000 + "a"], PERSON)]

    assert parse(workbook(rows)).count() > 0
