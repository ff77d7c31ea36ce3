"""Which community the title lines above the tables of a sheet speak of."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.model import RowKind

FIRST, SECOND, THIRD = "33028219620512416X41", "33028219750101123444", "33028219800202112X21"
HEAD = ["姓名", "残疾人证号", "户口性质", "现居住地址"]
OTHER_HEAD = ["姓名", "残疾人证号", "户口性质", "联系电话"]


def _people(parsed) -> list[tuple[str, str]]:
    rows = (row for row in parsed.rows() if row.kind_of_row is RowKind.ENTRY)
    return [(row.answers["name"], row.community) for row in rows]


@pytest.mark.parametrize(
    "title",
    [
        ["西溪村"],
        ["云溪镇西溪村残疾人名单"],
        ["填报单位：", "西溪村", "", "填报日期："],
        ["填报单位：云溪镇西溪村"],
        ["西溪村（330282105002）"],
    ],
)
def test_the_nearest_title_above_each_table_counts(parse, workbook, title):
    rows = [
        ["云溪镇东溪村残疾人名单"],
        HEAD,
        ["张三", FIRST, "1", "南山村1号"],
        ["赵六", "", "1", "南山村2号"],
        [],
        title,
        OTHER_HEAD,
        ["李四", SECOND, "1", "13800000001"],
        ["续表"],
        [*HEAD[:3], "固定电话"],
        ["王五", THIRD, "1", "0574-63410001"],
    ]

    parsed = parse(workbook(rows))

    below = "330282105002" if "2105002" in title[0] else "西溪村"
    assert _people(parsed) == [
        ("张三", "东溪村"), ("赵六", "东溪村"), ("李四", below), ("王五", below),
    ]  # fmt: skip
    assert parsed.count() == 4 + 2  # both titles are lines of the table above them


def test_where_a_person_lives_is_no_title_of_the_next_table(parse, workbook):
    rows = [HEAD, ["张三", FIRST, "1", "东溪村1号"], ["王五", "", "1", "东溪村2号"], [], OTHER_HEAD,
            ["李四", SECOND, "1", "13800000001"]]  # fmt: skip

    assert _people(parse(workbook(rows))) == [("张三", ""), ("王五", ""), ("李四", "")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("残疾人基本状况调查表", RowKind.NOTE_LINE),
        ("云溪镇西溪村残疾人名单", RowKind.NOTE_LINE),
        ("阿卜杜拉·买买提明名册", RowKind.ENTRY),
        ("欧阳村", RowKind.NOTE_LINE),
        ("欧阳名册", RowKind.ENTRY),
    ],
)
def test_a_title_among_people_is_nobodys_name(parse, workbook, name, kind):
    rows = [HEAD, ["张三", FIRST, "1", ""], [name], ["李四", SECOND, "1", ""]]

    assert [row.kind_of_row for row in parse(workbook(rows)).rows()][1] is kind


@pytest.mark.parametrize(
    "line",
    [
        ["审核人：李村长"],
        ["填报单位（盖章）：", "", "负责人：李村长"],
        ["负责人：", "李村长"],
        ["注：以上名单由各村核实后上报。"],
        ["注：", "王五搬到南山村"],
        ["西溪村", "", "农业", "已婚"],
    ],
)
def test_what_stands_below_a_table_is_no_title_of_the_next(parse, workbook, line):
    rows = [["东溪村残疾人名单"], HEAD, ["张三", FIRST, "1", ""], line, [], OTHER_HEAD,
            ["李四", SECOND, "1", "13800000001"]]  # fmt: skip

    assert list(parse(workbook(rows)).rows())[-1].community == "东溪村"


def test_a_remark_among_people_does_not_say_whose_they_are(parse, workbook):
    rows = [["东溪村残疾人名单"], HEAD, ["张三", FIRST, "1", ""], ["注：王五搬到南山村"],
            ["李四", SECOND, "1", ""]]  # fmt: skip

    assert _people(parse(workbook(rows))) == [("张三", "东溪村"), ("李四", "东溪村")]
