"""Tables side by side are each taken in; one cell of a community speaks for the rows it spans."""

from __future__ import annotations

import pytest

NUMBERS = [
    "33028219620512416X41",
    "33028219750101123444",
    "33028219800229001252",
    "33028219710407859543",
    "33028219810228478714",
]
HEADER = ["序号", "姓名", "残疾人证号"]


def _seen(parsed):
    return [(row.sheet, row.row, row.answers.get("name"), row.community) for row in parsed.rows()]


def test_tables_parted_by_a_blank_column_are_both_taken(parse, workbook):
    rows = [
        ["东溪村登记表", "", "", "", "西溪村登记表"],
        [*HEADER, "", "姓名", "残疾人证号", "手机"],
        [1, "张三", NUMBERS[0], "", "王五", NUMBERS[2], "13800000003"],
        [2, "李四", NUMBERS[1]],
    ]

    parsed = parse(workbook({"登记表": rows}))

    assert _seen(parsed) == [
        ("登记表 → A–D", 3, "张三", "东溪村"),
        ("登记表 → A–D", 4, "李四", "东溪村"),
        ("登记表 → E–G", 3, "王五", "西溪村"),
    ]
    assert [match.column for match in parsed.tables[1].columns if match.item] == [5, 6, 7]
    assert parsed.problems == ()


def test_the_same_headers_again_are_two_tables_under_one_title(parse, workbook):
    rows = [
        ["东溪村登记表"],
        HEADER * 2,
        [1, "张三", NUMBERS[0], 3, "王五", NUMBERS[2]],
        [2, "李四", NUMBERS[1], "", "", ""],
    ]

    parsed = parse(workbook(rows))

    assert [(name, community) for _s, _r, name, community in _seen(parsed)] == [
        ("张三", "东溪村"), ("李四", "东溪村"), ("王五", "东溪村"),
    ]  # fmt: skip


def test_a_second_number_column_of_somebody_else_is_no_table(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "手机", "姓名", "残疾人证号"],
        ["张三", NUMBERS[0], "13800000001", "王五", NUMBERS[2]],
    ]

    parsed = parse(workbook(rows))

    assert [name for _s, _r, name, _c in _seen(parsed)] == ["张三"]
    assert [one.code for one in parsed.problems] == ["column_twice", "column_twice"]


def test_a_merged_community_speaks_for_the_rows_it_spans(parse, workbook):
    rows = [
        ["村(社区)", "姓名", "残疾人证号"],
        ["东溪村", "张三", NUMBERS[0]],
        ["", "李四", NUMBERS[1]],
        ["西溪村", "王五", NUMBERS[2]],
        ["", "赵六", NUMBERS[3]],
        ["", "钱七", NUMBERS[4]],
    ]

    parsed = parse(workbook(rows, merged=["A2:A3", "A4:A5"]))

    assert [community for *_place, community in _seen(parsed)] == [
        "东溪村", "东溪村", "西溪村", "西溪村", "",
    ]  # fmt: skip
    changes = [[tuple(one) for one in row.changes] for row in parsed.rows()]
    assert changes[1] == [("community_hint", "", "东溪村")]
    assert changes[0] == changes[4] == []
    assert [row.cells[0] for row in parsed.rows()][:2] == ["东溪村", ""]


def test_a_community_at_the_first_of_its_rows_speaks_for_them(parse, workbook):
    rows = [
        ["村(社区)", "姓名", "残疾人证号"],
        ["东溪村", "张三", NUMBERS[0]],
        ["", "李四", NUMBERS[1]],
        ["小计", "", ""],
        ["西溪村", "王五", NUMBERS[2]],
        ["", "赵六", NUMBERS[3]],
        ["合计", "", ""],
    ]

    parsed = parse(workbook(rows))

    assert [community for *_p, name, community in _seen(parsed) if name] == [
        "东溪村", "东溪村", "西溪村", "西溪村",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(["东溪村", "东溪村", "", "东溪村"], id="one is missing"),
        pytest.param(["东溪村", "西溪村", "", "南田村"], id="most are there"),
        pytest.param(["", "东溪村", "", ""], id="not from the first row"),
        pytest.param(["待定", "", "", ""], id="no community"),
    ],
)
def test_a_community_that_is_missing_is_missing(parse, workbook, said):
    rows = [["村(社区)", "姓名", "残疾人证号"]]
    rows += [[one, f"张{at}三", NUMBERS[at]] for at, one in enumerate(said)]

    assert [row.community for row in parse(workbook(rows)).rows()] == said


def test_nothing_but_the_community_is_filled_down(parse, workbook):
    rows = [
        ["村(社区)", "姓名", "残疾人证号", "现居住地址"],
        ["东溪村", "张三", NUMBERS[0], "后街"],
        ["", "", NUMBERS[1], ""],
    ]

    parsed = parse(workbook(rows, merged=["A2:A3", "B2:B3", "D2:D3"]))

    assert [row.answers for row in parsed.rows()][1] == {"certificate_no": NUMBERS[1]}


@pytest.mark.parametrize("gap", [[], [""]])
def test_a_sheet_that_goes_on_does_so_with_all_tables(parse, workbook, gap):
    header = ["残疾人证号", "姓名", "户口性质"]
    first = [[*header, *gap, *header],
             [NUMBERS[0], "张三", "1", *gap, NUMBERS[1], "李四", "1"]]  # fmt: skip
    second = [[NUMBERS[2], "王五", "1", *gap, NUMBERS[3], "赵六", "1"]]

    parsed = parse(workbook({"一": first, "二": second}))

    assert [row.answers["name"] for row in parsed.rows()] == ["张三", "李四", "王五", "赵六"]
    assert [problem.code for problem in parsed.problems] == ["sheet_continued"] * 2


def test_a_sheet_that_goes_on_with_one_of_two_tables_is_read_so(parse, workbook):
    header = ["残疾人证号", "姓名", "户口性质"]
    first = [[*header, "", *header], [NUMBERS[0], "张三", "1", "", NUMBERS[1], "李四", "1"]]
    second = [[NUMBERS[2], "王五", "1"]]

    parsed = parse(workbook({"一": first, "二": second}))

    assert [row.answers["name"] for row in parsed.rows()] == ["张三", "李四", "王五"]
