"""A column that asks for one choice of a question by yes or no: `是否入户` for 调查方式."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.model import FileKind

NUMBERS = ("33028219620512416X41", "33028219750101123444", "33028219800101123644")
WHO = ["姓名", "残疾人证号", "手机号码"]


def sheet(headers, *cells):
    people = zip(("张三", "李四", "王五"), NUMBERS, cells, strict=False)
    return [
        [*WHO, *headers],
        *([name, number, "13800000001", *own] for name, number, own in people),
    ]


def answers(parsed, item):
    return [row.answers.get(item) for row in parsed.rows()]


def told(parsed):
    return [(one.code, one.place.row, one.place.column) for one in parsed.problems]


@pytest.mark.parametrize("header", ["是否入户", "是否入户调查（是/否）", "入户情况", "12.是否上门"])
@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("是", "否"),
        ("√", ""),
        ("1", "2"),
        ("已入户", "未入户"),
        ("有", "无"),
        ("☑是 □否", "□是 ☑否"),
    ],
)
def test_yes_is_a_home_visit_and_no_stays_blank_and_is_told(parse, workbook, header, yes, no):
    parsed = parse(workbook(sheet([header], [yes], [no], [yes])))

    assert parsed.tables[0].columns[3].item == "mode/1"
    assert answers(parsed, "mode") == ["1", None, "1"]
    assert answers(parsed, "status") == [None] * 3
    assert told(parsed) == ([("choice_left_open", 1, 4)] if no else [])
    changes = [one for row in parsed.rows() for one in row.changes]
    assert changes == [
        ("mode", raw, value) for raw, value in ((yes, "1"), (no, ""), (yes, "1")) if raw
    ]


def test_another_way_may_be_named_and_what_is_none_is_told(parse, workbook):
    parsed = parse(workbook(sheet(["是否入户"], ["是"], ["电话"], ["微信"])))
    assert answers(parsed, "mode") == ["1", "2", None]
    (problem,) = [one for row in parsed.rows() for one in row.problems]
    assert (problem.code, problem.place.row, problem.place.column) == ("unknown_choice", 4, 4)


def test_a_column_of_states_under_the_same_header_stays_one(parse, workbook):
    parsed = parse(workbook(sheet(["入户情况"], ["正常"], ["外出"], ["死亡"])))
    assert answers(parsed, "status") == ["6", "4", "5"]


@pytest.mark.parametrize("header", ["是否手机填报", "是否APP采集", "是否使用APP"])
def test_of_two_choices_no_is_the_other(parse, workbook, header):
    parsed = parse(workbook(sheet([header], ["是"], ["否"], [""])))
    assert answers(parsed, "device") == ["2", "1", None]
    assert told(parsed) == []


def test_beside_a_column_of_the_question_contradictions_are_told(parse, workbook):
    rows = sheet(["调查方式", "是否入户"], ["电话", "是"], ["入户", "否"], ["", "是"])
    parsed = parse(workbook(rows))
    assert answers(parsed, "mode") == ["2", "1", "1"]
    problems = [one for row in parsed.rows() for one in row.problems]
    assert [(p.code, p.place.row, p.place.column, p.value) for p in problems] == [
        ("choice_contradicted", 2, 5, "是"), ("choice_contradicted", 3, 5, "否"),
    ]  # fmt: skip


def test_a_form_without_such_a_choice_knows_no_such_column(parse, workbook):
    headers = ["村(社区)名称", "区划代码", "残疾人专职委员人数", "是否入户"]
    parsed = parse(workbook([headers, ["东溪村", "330282105201", 1, "是"]]))
    assert parsed.kind is FileKind.COMMUNITY
    assert told(parsed) == [("unknown_column", 1, 4)]
