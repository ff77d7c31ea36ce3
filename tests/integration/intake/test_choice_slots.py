"""A multiple choice spread over numbered columns, each with one of the choices or blank."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind

NUMBER, OTHER = "33028219620512416X41", "33028219750101123444"
WHO = ["姓名", "残疾人证号", "手机号码"]
NEED = "rehab_need/*"


def sheet(headers, *cells, upper=()):
    who = [["张三", NUMBER, "13800000001"], ["李四", OTHER, "13800000002"]]
    rows = [[*one, *own] for one, own in zip(who, cells, strict=False)]
    return [*([upper] if upper else []), [*WHO, *headers], *rows]


def needs(parsed):
    return [row.answers.get("rehab_need") for row in parsed.rows()]


def items(parsed):
    return [match.item for match in parsed.tables[0].columns[3:]]


@pytest.mark.parametrize(
    "headers",
    [
        ["康复需求1", "康复需求2", "康复需求3"],
        ["康复需求一", "康复需求二", "康复需求三"],
        ["康复需求(1)", "康复需求(2)", "康复需求(3)"],
        ["康复需求（一）", "康复需求（二）", "康复需求（三）"],
        ["康复需求①", "康复需求②", "康复需求③"],
        ["康复需求_1", "康复需求_2", "康复需求_3"],
        ["康复需求第1项", "康复需求第2项", "康复需求第3项"],
        ["康复需求", "康复需求2", "康复需求3"],
        ["康复需求", "", ""],
        ["康复需求", "康复需求", "康复需求"],
        ["R22 目前还需要的康复服务1", "R22 目前还需要的康复服务2", "R22 目前还需要的康复服务3"],
    ],
)
def test_numbered_columns_are_one_answer(parse, workbook, headers):
    rows = sheet(headers, ["辅助器具", "手术", ""], ["3", "", "3.功能训练"])
    parsed = parse(workbook(rows))

    assert items(parsed) == [NEED] * 3
    assert needs(parsed) == [["1", "4"], ["3"]]
    assert parsed.problems == ()
    assert parsed.tables[0].questions == ()
    first = next(iter(parsed.rows()))
    assert ("rehab_need", "辅助器具", ["4"]) in first.changes


@pytest.mark.parametrize(
    "numbers", [["1", "2", "3"], ["①", "②", "③"], ["第一项", "第二项", "第三项"]]
)
def test_numbers_below_a_joined_header(parse, workbook, numbers):
    upper = [*WHO, "康复需求", "", ""]
    rows = sheet(numbers, ["辅助器具", "手术", ""], ["功能训练", "", ""], upper=upper)
    rows[1][:3] = ["", "", ""]
    parsed = parse(workbook(rows, merged=["D1:F1", "A1:A2", "B1:B2", "C1:C2"]))

    assert items(parsed) == [NEED] * 3
    assert needs(parsed) == [["1", "4"], ["3"]]


def test_a_slot_that_cannot_be_read_leaves_the_answer_blank_and_is_named(parse, workbook):
    headers = ["康复需求1", "康复需求2", "康复需求3"]
    parsed = parse(workbook(sheet(headers, ["手术", "按摩椅", "护理"], ["药物", "无", "无"])))

    assert needs(parsed) == [None, ["2"]]
    first, second = parsed.rows()
    assert [(p.code, p.place.row, p.place.column) for p in first.problems] == [
        ("unknown_choice", 2, 5)
    ]
    assert [(one.raw, one.value) for one in second.changes] == [
        ("药物", ["2"]), ("无", ["6"]), ("无", ["6"]), ("无", ""), ("无", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["康复需求1", "康复需求2", "康复需求3"], [["√", "", "√"], ["", "√", ""]]),
        (["康复需求1", "康复需求2", "康复需求3"], [["1", "2", "1"], ["2", "1", "2"]]),
        (["康复需求1", "康复需求2", "康复需求3"], [["是", "否", "是"], ["否", "否", "否"]]),
        (["康复需求1", "康复需求3", "康复需求4"], [["手术", "护理", ""], ["", "", ""]]),
    ],
)
def test_what_may_be_ticks_is_no_slot(parse, workbook, headers, cells):
    parsed = parse(workbook(sheet(headers, *cells)))
    assert NEED not in items(parsed)
    assert needs(parsed) == [None, None]
    assert {one.code for one in parsed.problems} & {"unknown_column", "guessed_column"}


def test_a_column_per_choice_and_items_that_end_in_digits_stay_what_they_are(parse, workbook):
    upper = [*WHO, "康复需求", "", ""]
    rows = sheet(["1", "2", "3"], ["√", "", "√"], ["", "1", ""], upper=upper)
    rows[1][:3] = ["", "", ""]
    parsed = parse(workbook(rows, merged=["D1:F1"]))
    assert needs(parsed) == [["1", "3"], ["2"]]

    parsed = parse(workbook(sheet(["R22_1", "R22_2"], ["1", "4"], ["3", "2"])))
    assert items(parsed) == ["training_need", "device_need"]
    parsed = parse(workbook(sheet(["R221", "R222"], ["3", "4"], ["3", "4"])))
    assert NEED not in items(parsed)


def test_what_a_person_says_of_slots_is_followed_and_remembered(parse, workbook):
    headers = ["还需要1", "还需要2"]
    rows = workbook(sheet(headers, ["1", "2"], ["", "1"]))
    mapping = ColumnMapping(
        FileKind.INDIVIDUAL,
        (*WHO, *headers),
        ("name", "certificate_no", "mobile", NEED, NEED),
    )
    parsed = parse(rows, mappings={mapping.shape: mapping})
    assert needs(parsed) == [["1", "2"], ["1"]]
    assert parsed.tables[0].is_confirmed


def test_columns_without_a_header_that_say_something_else_leave_the_question_alone(parse, workbook):
    rows = sheet(["康复需求", "", ""], ["手术", "已联系", ""], ["护理", "下月再访", "1"])
    parsed = parse(workbook(rows))
    assert items(parsed) == ["rehab_need", "", ""]
    assert needs(parsed) == [["1"], ["5"]]
    assert "unknown_column" in {one.code for one in parsed.problems}


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["康复需求", ""], [["手术", "1"], ["护理", "3"]]),  # a running number, or a mark
        (["康复需求", "", ""], [["手术", "药物", "5"], ["护理", "", "6"]]),
        (["康复需求", "康复需求"], [["手术", "1"], ["护理", "0"]]),  # ticks
        (["康复需求", "康复需求"], [["手术", "手术,药物"], ["护理", "护理"]]),  # last year's
        (["康复需求", "康复需求2"], [["手术", "药物,护理"], ["护理", "药物"]]),
    ],
)
def test_a_whole_answer_keeps_what_stands_beside_it_apart(parse, workbook, headers, cells):
    parsed = parse(workbook(sheet(headers, *cells)))
    assert items(parsed) == ["rehab_need", *[""] * (len(headers) - 1)]
    assert needs(parsed) == [["1"], ["5"]]


def test_the_last_year_s_answers_beside_are_asked_about(parse, workbook):
    parsed = parse(
        workbook(sheet(["康复需求", "康复需求"], ["手术", "手术,药物"], ["护理", "护理"]))
    )
    assert [one.code for one in parsed.tables[0].questions] == ["mapping_rivals"]
