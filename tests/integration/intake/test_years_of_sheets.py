"""Sheets, titles and days that speak of another year."""

from __future__ import annotations

import pytest

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


def test_a_sheet_named_after_those_who_came_last_year_is_read_where_its_days_are_this_years(
    parse, workbook
):
    sheets = {
        "2024年新增": [HEADER, [*FIRST, "2025-08-01"]],
        "原有": [HEADER, ["李四", "33028219750101123444", "2025-08-01"]],
    }

    rows = parse(workbook(sheets)).rows()

    assert {row.kind_of_row.value for row in rows} == {""}


@pytest.mark.parametrize(("name", "number", "is_kept"), [
    ("2024底新办证", "33028219750101123444", True),
    ("2024底新办证", FIRST[1], False),
    ("2024年调查", "33028219750101123444", False),
])  # fmt: skip
def test_without_days_a_sheet_named_after_new_people_is_read_where_nobody_stands_twice(
    parse, workbook, name, number, is_kept
):
    sheets = {name: [HEADER, ["李四", number, ""]], "2025": [HEADER, [*FIRST, ""]]}

    parsed = parse(workbook(sheets))

    old, new = parsed.rows()
    assert (old.kind_of_row.value, new.kind_of_row.value) == ("" if is_kept else "other_year", "")
    told = [(p.code, p.place.sheet, p.value) for p in parsed.problems]
    assert told == ([("named_after_people", name, "2024")] if is_kept else [])


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
        ("国统制〔2023〕12号 有效期至：2026年6月", [""], "表.xlsx", False),
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
