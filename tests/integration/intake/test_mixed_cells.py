"""Name, certificate number and telephone in one cell, below a header of several or of one."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.model import FileKind

NUMBER, OTHER = "33028219620512416X41", "33028219750101123444"
MOBILE, LANDLINE = "13800000001", "0574-63410001"
APART, LEFT = "mixed_taken_apart", "mixed_left"


def _codes(row) -> list[str]:
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize(
    "header",
    [
        "姓名及残疾人证号",
        "姓名/残疾人证号",
        "残疾人姓名、证号",
        "姓名（残疾人证号）",
        "姓名\n证号",
        "姓名",
    ],
)
@pytest.mark.parametrize(
    "cell",
    [f"张三 {NUMBER}", f"张三{NUMBER}", f"张 三（{NUMBER.lower()}）", f"{NUMBER}\n张三",
     f"姓名：张三，残疾人证号：{NUMBER}", f"张三/{NUMBER[:18]} 41"],
)  # fmt: skip
def test_name_and_number_are_taken_apart(parse, workbook, header, cell):
    rows = [[header, "联系电话", "户口性质"], [cell, MOBILE, "农业"], [f"李四{OTHER}", "", "农业"]]

    parsed = parse(workbook(rows))
    first, second = parsed.rows()

    assert parsed.problems == ()
    assert (first.answers["name"], first.answers["certificate_no"]) == ("张三", NUMBER)
    assert (second.answers["name"], second.answers["certificate_no"]) == ("李四", OTHER)
    assert first.cells[0] == cell
    assert {("name", cell, "张三"), ("certificate_no", cell, NUMBER)} <= set(first.changes)
    assert (_codes(first), _codes(second)) == ([APART], [])  # told once a column


@pytest.mark.parametrize("header", ["姓名/电话", "姓名及联系电话", "姓名"])
def test_name_and_telephone_are_taken_apart(parse, workbook, header):
    cells = (f"张三/{MOBILE}", f"李四（{LANDLINE}）", "王五")
    rows = [["残疾人证号", header, "户口性质"], *([NUMBER, cell, "农业"] for cell in cells)]

    found = [
        (row.answers.get("name"), row.answers.get("mobile"), row.answers.get("landline"))
        for row in parse(workbook(rows)).rows()
    ]

    assert found == [("张三", MOBILE, None), ("李四", None, LANDLINE), ("王五", None, None)]


def test_all_three_in_one_cell_and_a_contact_with_a_telephone(parse, workbook):
    rows = [
        ["姓名、残疾人证号、联系电话", "户口性质", "住房情况"],
        [f"张三，{NUMBER}，{MOBILE}", "农业", ""],
    ]
    contact = [
        ["姓名", "残疾人证号", "监护人姓名及电话"],
        ["张三", NUMBER, f"张大 {MOBILE}"],
    ]

    (one,) = parse(workbook(rows)).rows()
    (other,) = parse(workbook(contact)).rows()

    assert [one.answers[item] for item in ("name", "certificate_no", "mobile")] == [
        "张三", NUMBER, MOBILE,
    ]  # fmt: skip
    assert (other.answers["contact_name"], other.answers["mobile"]) == ("张大", MOBILE)


def test_what_another_column_says_is_kept_and_told(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机号码"],
        [f"张三{NUMBER}", NUMBER, MOBILE],
        [f"张三{NUMBER}", OTHER, MOBILE],
        ["张三13900000002", NUMBER, MOBILE],
        [f"张三李四 儿子 {MOBILE}", NUMBER, ""],
    ]

    same, number, phone, words = parse(workbook(rows)).rows()

    assert [one.answers["name"] for one in (same, number, phone)] == ["张三"] * 3
    assert number.answers["certificate_no"] == OTHER
    assert phone.answers["mobile"] == MOBILE
    assert words.answers["mobile"] == MOBILE
    assert [_codes(one) for one in (same, number, phone, words)] == [
        [APART],
        [LEFT],
        [LEFT],
        [LEFT],
    ]
    assert number.problems[0].place.column == 1


def test_words_in_the_numbers_column_are_a_name_only_where_no_column_has_names(parse, workbook):
    known = [["姓名", "残疾人证号", "户口性质"], ["张三", f"{NUMBER}（已注销）", "农业"],
             ["李四", f"{OTHER}（新证）", "农业"]]  # fmt: skip
    unknown = [["残疾人证号", "户口性质", "住房情况"], [f"张三{NUMBER}", "农业", ""],
               [f"{OTHER}注销", "农业", ""]]  # fmt: skip

    first, second = parse(workbook(known)).rows()
    third, fourth = parse(workbook(unknown)).rows()

    assert first.answers["certificate_no"] == third.answers["certificate_no"] == NUMBER
    assert (first.answers["name"], third.answers["name"]) == ("张三", "张三")
    assert second.answers["name"] == "李四"
    assert "name" not in fourth.answers
    assert (_codes(first), _codes(second), _codes(fourth)) == ([], [], [])


def test_a_blank_name_is_filled_in_from_the_numbers_column_where_certain(parse, workbook):
    header = ["姓名", "残疾人证号", "户口性质"]
    cells = [f"{NUMBER}李四", f"{NUMBER}（阿依·古丽）", f"{NUMBER} 补办", f"{NUMBER}注销",
             f"{NUMBER} 李四 王五"]  # fmt: skip
    rows = [header, *(["", cell, "农业"] for cell in cells), ["张三", f"{NUMBER}李四", "农业"]]

    *found, differs = parse(workbook(rows)).rows()

    names = [row.answers.get("name") for row in found]
    assert names == ["李四", "阿依·古丽", None, None, None]
    assert [_codes(row) for row in found] == [[APART], [], [LEFT], [], [LEFT]]
    assert (differs.answers["name"], _codes(differs)) == ("张三", [LEFT])


@pytest.mark.parametrize(
    "word", ["江北", "高血压", "李四（监护人）", "监护人：李四", "李四儿子", "江北村", "左下肢"]
)
def test_a_place_an_illness_or_somebody_else_is_no_name(parse, workbook, word):
    with_names = [["姓名", "残疾人证号", "户口性质"], ["", f"{NUMBER} {word}", "农业"],
                  ["王五", f"{OTHER} {word}", "农业"]]  # fmt: skip
    without = [["残疾人证号", "户口性质", "住房情况"], [f"{NUMBER} {word}", "农业", ""]]

    blank, named = parse(workbook(with_names)).rows()
    (alone,) = parse(workbook(without)).rows()

    for row in (blank, alone):
        assert row.answers["certificate_no"] == NUMBER
        assert "name" not in row.answers
        assert _codes(row) == [LEFT]
    assert named.answers["name"] == "王五"


def test_the_own_id_beside_the_name_says_whose_the_row_is(parse, workbook):
    rows = [["姓名", "户口性质", "住房情况"], [f"张三{NUMBER[:18]}", "农业", ""]]

    (row,) = parse(workbook(rows)).rows()

    assert (row.answers["name"], row.citizen_id) == ("张三", NUMBER[:18])


def test_a_roster_in_which_name_and_number_share_a_column(parse, workbook):
    rows = [
        ["姓名及残疾人证号", "身份证号及电话", "残疾类别", "残疾等级", "户籍所在村"],
        [f"张三 {NUMBER}", f"{NUMBER[:18]} {MOBILE}", "肢体", "一级", "东溪村"],
    ]

    parsed = parse(workbook(rows))
    (row,) = parsed.rows()

    assert parsed.kind is FileKind.ROSTER
    assert (row.answers["name"], row.answers["certificate_no"]) == ("张三", NUMBER)


@pytest.mark.parametrize("cell", ["张三2", "张三（2组）", "张三12345", "阿依·古丽", "张三330282"])
def test_a_name_with_a_few_digits_is_not_taken_apart(parse, workbook, cell):
    rows = [["姓名", "残疾人证号", "户口性质"], [cell, NUMBER, "农业"]]

    (row,) = parse(workbook(rows)).rows()

    assert row.answers["name"] == cell
    assert row.problems == ()


@pytest.mark.parametrize("dot", ["·", "•", "．"])
def test_a_dot_before_the_number_is_no_part_of_the_name(parse, workbook, dot):
    rows = [["姓名", "户口性质", "婚姻状况"], [f"张三{dot}{NUMBER}", "1", "2"]]

    (row,) = parse(workbook(rows)).rows()

    assert (row.answers["name"], row.answers["certificate_no"]) == ("张三", NUMBER)
