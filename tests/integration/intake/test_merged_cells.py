"""One cell over several rows speaks for each of them."""

from __future__ import annotations

NUMBERS = ("33028219620512416X41", "33028219750101123444", "33028219800101123644")
HEADER = ["姓名", "残疾人证号", "调查方式", "信息采集员", "康复需求", "手机号码"]


def test_what_is_merged_down_a_column_is_said_of_each_row(parse, workbook):
    rows = [
        HEADER,
        ["张三", NUMBERS[0], "入户", "李专干", "手术", "13800000001"],
        ["李四", NUMBERS[1], "", "", "", ""],
        ["合计", "2人"],
        ["王五", NUMBERS[2], "", "", "护理", ""],
    ]
    parsed = parse(workbook(rows, merged=["C2:C5", "D2:D3", "E2:E3"]))

    people = [row for row in parsed.rows() if row.answers]
    assert [row.answers.get("mode") for row in people] == ["1", "1", "1"]
    assert [row.answers.get("enumerator") for row in people] == ["李专干", "李专干", None]
    assert [row.answers.get("rehab_need") for row in people] == [["1"], ["1"], ["5"]]
    assert [row.answers.get("mobile") for row in people] == ["13800000001", None, None]
    assert people[1].cells[2] == ""
    assert sorted(one.item for one in people[1].changes) == ["enumerator", "mode", "rehab_need"]
    assert [(one.code, one.place.row, one.place.column) for one in parsed.problems] == [
        ("merged_cells_taken", 1, 3), ("merged_cells_taken", 1, 4), ("merged_cells_taken", 1, 5),
    ]  # fmt: skip


def test_nobodys_name_or_number_is_taken_so_and_a_row_s_own_cell_counts(parse, workbook):
    rows = [
        HEADER,
        ["张三", NUMBERS[0], "入户", "", "", ""],
        ["", "", "", "", "", "13800000002"],
        ["王五", NUMBERS[2], "", "", "", ""],
    ]
    parsed = parse(workbook(rows, merged=["A2:A3", "B2:B3", "D2:D4"]))
    first, second, _third = parsed.rows()
    assert (first.answers["name"], second.answers.get("name")) == ("张三", None)
    assert [one.code for one in parsed.problems] == []


def test_a_merged_area_may_be_longer_than_what_is_read_at_once(parse, workbook):
    count = 2100
    people = [[f"张{n}", f"3302821962{n:07}X41", "入户" if n == 0 else ""] for n in range(count)]
    parsed = parse(workbook([HEADER[:3], *people], merged=[f"C2:C{count + 1}"]))
    assert {row.answers.get("mode") for row in parsed.rows()} == {"1"}


def test_a_header_joined_over_both_lines_names_its_column(parse, workbook):
    rows = [
        ["村内编码", "基本信息", "", "调查"],
        ["", "姓名", "残疾人证号", "调查方式"],
        ["甲", "张三", NUMBERS[0], "入户"],
    ]
    parsed = parse(workbook(rows, merged=["A1:A2", "B1:C1"]))
    assert [one.header for one in parsed.tables[0].columns] == [
        "村内编码", "基本信息 姓名", "基本信息 残疾人证号", "调查 调查方式",
    ]  # fmt: skip


def test_a_header_that_is_merged_into_the_rows_below_says_nothing_of_them(parse, workbook):
    rows = [HEADER[:4], ["", "", "方式", "人"], ["张三", NUMBERS[0], "入户", "李专干"]]
    parsed = parse(workbook(rows, merged=["A1:A2", "B1:B2", "C1:C2"]))
    assert "merged_cells_taken" not in {one.code for one in parsed.problems}
