"""Cells with more telephone numbers than their column asks for, or with one of the other kind."""

from __future__ import annotations

import pytest

NUMBER = "33028219620512416X41"
MOBILE, OTHER, LANDLINE = "13800000001", "13900000002", "0574-63410001"
SORTED, LEFT_OUT = "phones_sorted", "phones_left_out"


def _read(parse, workbook, header, *cells, more=(), says=()):
    rows = [["姓名", "残疾人证号", header, *more]]
    rows += [["张三", NUMBER, cell, *says] for cell in cells]
    return list(parse(workbook(rows)).rows())


def _phones(row) -> tuple:
    return row.answers.get("mobile"), row.answers.get("landline")


@pytest.mark.parametrize("header", ["联系电话", "固定电话"])
@pytest.mark.parametrize(
    ("cell", "phones", "told"),
    [
        (f"{MOBILE}/{LANDLINE}", (MOBILE, LANDLINE), SORTED),
        (f"{LANDLINE}、{MOBILE}", (MOBILE, LANDLINE), SORTED),
        (f"{MOBILE}\n(0574)63410001", (MOBILE, LANDLINE), SORTED),
        (f"手机{MOBILE} 家里057463410001", (MOBILE, LANDLINE), SORTED),
        (f"{MOBILE}、{OTHER}", (MOBILE, None), LEFT_OUT),
        (f"{MOBILE} {OTHER}", (MOBILE, None), LEFT_OUT),
        (f"{MOBILE}{OTHER}", (MOBILE, None), LEFT_OUT),
        (f"儿子{MOBILE}，本人{OTHER}", (OTHER, None), LEFT_OUT),
        (f"{MOBILE}（女儿）{OTHER}（本人）", (OTHER, None), LEFT_OUT),
        (f"{LANDLINE}转801", (None, LANDLINE), LEFT_OUT),
        (f"{LANDLINE}-801", (None, LANDLINE), LEFT_OUT),
        (f"{MOBILE}，63410001", (MOBILE, None), LEFT_OUT),
        (f"{LANDLINE}、63410002", (None, LANDLINE), LEFT_OUT),
    ],
)
def test_what_is_certain_goes_to_its_item_and_the_rest_is_told(
    parse, workbook, header, cell, phones, told
):
    (row,) = _read(parse, workbook, header, cell)

    assert _phones(row) == phones
    assert row.cells[2] == cell
    assert {change.raw for change in row.changes} == {cell}
    said = {change.item: change.value for change in row.changes if change.value}
    assert (said.get("mobile"), said.get("landline")) == phones
    assert [(p.code, p.place.row, p.place.column, p.value) for p in row.problems] == [
        (told, 2, 3, cell)
    ]


def test_a_number_of_the_other_kind_is_taken_for_what_it_is(parse, workbook):
    """Told once a column: a whole village may have written its landlines below 联系电话."""
    first, second = _read(parse, workbook, "联系电话", LANDLINE, LANDLINE)
    (third,) = _read(parse, workbook, "固定电话", MOBILE)

    assert [_phones(one) for one in (first, second)] == [(None, LANDLINE)] * 2
    assert _phones(third) == (MOBILE, None)
    assert [[p.code for p in one.problems] for one in (first, second)] == [[SORTED], []]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (f"本人：无，儿子{MOBILE}", (None, None)),
        (f"本人无手机 女儿 {MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", (None, None)),
        (f"无（邻居{LANDLINE}）", (None, None)),
        (f"手机：无，座机{LANDLINE}", (None, LANDLINE)),
        (f"没装电话，{MOBILE}", (None, None)),
        (f"本人不会用手机 {MOBILE}", (None, None)),
        (f"家里没装电话，{MOBILE}", (None, None)),
        (f"手机没买 {MOBILE}", (None, None)),
        (f"{MOBILE}（不会用手机，儿子接）", (None, None)),
        (f"不会用手机，座机{LANDLINE}", (None, LANDLINE)),
        (f"没装固定电话，{MOBILE}", (MOBILE, None)),
        (f"不会用智能手机，{MOBILE}", (MOBILE, None)),
        (f"无锡{MOBILE}", (MOBILE, None)),
        (f"儿子{MOBILE}", (MOBILE, None)),
    ],
)
def test_a_number_is_somebody_elses_where_the_person_has_none(parse, workbook, cell, phones):
    (row,) = _read(parse, workbook, "联系电话", cell)

    assert _phones(row) == phones
    codes = {problem.code for problem in row.problems}
    assert ("phones_of_others" in codes) == (phones == (None, None))


@pytest.mark.parametrize(
    "cell",
    [f"{MOBILE}（停机）", f"{MOBILE} 空号", f"{LANDLINE}（打不通）", f"{MOBILE}电话不通",
     f"{MOBILE}，一直不通", f"停机{MOBILE}"],
)  # fmt: skip
def test_a_number_that_is_no_longer_used_is_told(parse, workbook, cell):
    (row,) = _read(parse, workbook, "联系电话", cell)

    assert set(_phones(row)) & {MOBILE, LANDLINE}
    assert row.problems[0].code == "phone_unreachable"


@pytest.mark.parametrize(
    ("cell", "mobile"),
    [
        (f"{MOBILE}(停机)，{OTHER}", OTHER),
        (f"{MOBILE}停机，{OTHER}", OTHER),
        (f"{MOBILE}（空号） {OTHER}", OTHER),
        (f"{MOBILE}，{OTHER}（停机）", MOBILE),
        (f"{MOBILE}已换号为{OTHER}", OTHER),
        (f"{MOBILE}停机，现改为：{OTHER}", OTHER),
        (f"{MOBILE}（不通）/{OTHER}", OTHER),
        (f"{MOBILE}停机{OTHER}", None),
        (f"停机{MOBILE} {OTHER}", None),
        (f"{MOBILE} 停机{OTHER}", None),
        (f"{MOBILE}、{OTHER}都停机", None),
        (f"{MOBILE}、{OTHER} 停机", None),
        (f"{MOBILE}(停机)，{OTHER}(停机)", None),
        (f"{MOBILE}(停机)，{LANDLINE}", None),
    ],
)
def test_of_several_numbers_the_one_in_use_is_taken_where_certain(parse, workbook, cell, mobile):
    (row,) = _read(parse, workbook, "联系电话", cell)

    assert _phones(row) == (mobile, None)
    assert [p.code for p in row.problems] == ["phone_unreachable"]


@pytest.mark.parametrize(
    "cell",
    [f"{MOBILE}（普通话不通）", f"{MOBILE} 审核不通过", f"已换号为{MOBILE}", f"新号：{MOBILE}"],
)
def test_a_number_in_use_is_not_told(parse, workbook, cell):
    (row,) = _read(parse, workbook, "联系电话", cell)

    assert row.answers["mobile"] == MOBILE
    assert "phone_unreachable" not in {problem.code for problem in row.problems}


def test_a_column_of_its_own_wins_and_what_is_left_is_told(parse, workbook):
    cells = (f"{MOBILE}/{LANDLINE}", f"{MOBILE}/0574-63410009", "0574-63410009")
    more = {"more": ["固定电话"], "says": [LANDLINE]}
    same, differs, other = _read(parse, workbook, "手机", *cells, **more)

    assert _phones(same) == _phones(differs) == (MOBILE, LANDLINE)
    assert _phones(other) == (None, LANDLINE)
    codes = [[p.code for p in one.problems] for one in (same, differs, other)]
    assert codes == [[SORTED], [LEFT_OUT], [LEFT_OUT]]


def test_columns_that_were_swapped_are_put_right(parse, workbook):
    (row,) = _read(parse, workbook, "手机", LANDLINE, more=["固定电话"], says=[MOBILE])

    assert _phones(row) == (MOBILE, LANDLINE)


@pytest.mark.parametrize("cell", ["138000000011", "63410001", "无", "办理中"])
def test_what_is_no_certain_number_stays_as_it_was(parse, workbook, cell):
    (row,) = _read(parse, workbook, "联系电话", cell)

    assert row.answers.get("mobile") == (None if cell == "无" else cell)
    assert row.problems == ()


def test_a_roster_keeps_all_numbers_of_a_cell(parse, workbook):
    header = ["姓名", "残疾人证号", "残疾类别", "残疾等级", "联系电话"]
    facts = ["张三", NUMBER, "肢体", "一级"]
    cells = (f"{MOBILE} {LANDLINE}", f"{MOBILE}(儿子)、{OTHER}(女儿)")

    rows = parse(workbook([header, *([*facts, cell] for cell in cells)])).rows()

    assert [row.answers["phone"] for row in rows] == [f"{MOBILE}/{LANDLINE}", cells[1]]


def test_a_landline_alone_below_the_mobiles_makes_a_line_somebodys(parse, workbook):
    rows = [["姓名", "残疾人证号", "户口性质", "联系电话"], ["张三", NUMBER, "1", MOBILE],
            ["", "", "1", LANDLINE]]  # fmt: skip

    *_, last = parse(workbook(rows)).rows()

    assert last.answers == {"hukou": "1", "landline": LANDLINE}


@pytest.mark.parametrize(
    ("cell", "phones"),
    [(LANDLINE, (None, LANDLINE)), (f"{MOBILE}/{LANDLINE}", (MOBILE, LANDLINE))],
)
def test_the_telephones_of_a_merged_cell_are_those_of_each_row(parse, workbook, cell, phones):
    rows = [["姓名", "残疾人证号", "户口性质", "联系电话"], ["张三", NUMBER, "1", cell],
            ["李四", "33028219750101123444", "1", ""],
            ["王五", "33028219800202112X21", "1", OTHER]]  # fmt: skip

    found = [_phones(row) for row in parse(workbook(rows, merged=["D2:D3"])).rows()]

    assert found == [phones, phones, (OTHER, None)]


def test_a_long_text_is_not_searched_for_telephones(parse, workbook):
    cells = [f"{'说' * 16_000}{at}{MOBILE} {LANDLINE}" for at in range(3)]

    rows = _read(parse, workbook, "联系电话", *cells)

    assert [row.answers["mobile"] for row in rows] == cells
