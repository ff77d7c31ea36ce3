"""Communities side by side on a sheet, a column each behind the questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.submission import parse_submission


@pytest.mark.parametrize("first", ["项目", "村(社区)名称"])
def test_communities_side_by_side_are_told_apart(parse, workbook, first):
    questions = ["卫生室", "学校", "银行网点", "是否有社区康复站", "是否有日间照料机构", "其他工作"]
    answers = [
        ("有但未改造", "无"),
        ("3", "2"),
        ("无", "3"),
        ("是", "否"),
        ("×", "√"),
        ("", "慰问"),
    ]
    rows = [["2025年社区情况"], [first, "东溪村", "呼和敖包嘎查"],
            *([one, *said] for one, said in zip(questions, answers, strict=True))]  # fmt: skip

    parsed = parse(workbook(rows))
    one, other = parsed.rows()

    assert parsed.kind is FileKind.COMMUNITY
    assert (one.community, other.community) == ("东溪村", "呼和敖包嘎查")
    items = ("clinic", "school", "bank", "rehab_station", "day_care")
    assert [one.answers[item] for item in items] == ["2", "3", "3", "1", "2"]
    assert [other.answers[item] for item in items] == ["3", "2", "3", "2", "1"]
    assert "慰问" in other.cells
    assert "其他工作" in {p.value for p in parsed.problems if p.code == "unknown_column"}


@pytest.mark.parametrize(
    ("unasked", "said"), [(("community_name",), 2), (("community_name", "community_code"), 1)]
)
def test_communities_side_by_side_whose_name_an_edition_does_not_ask(
    workbook, forms, unasked, said
):
    form = forms[FileKind.COMMUNITY]
    items = tuple(item for item in form.items if item.name not in unasked)
    edition = {**forms, FileKind.COMMUNITY: replace(form, items=items)}
    questions = ["卫生室", "学校", "银行网点", "综合服务中心", "文体活动中心"]
    rows = [["项目", "东溪村", "西溪村"], *([one, "1", "2"] for one in questions)]

    first, *others = parse_submission(workbook(rows), "表.xlsx", edition, 2025).rows()

    assert 1 + len(others) == said
    assert first.answers["clinic"] == "1"
    assert all(row.answers["community_code"] == "西溪村" for row in others)


@pytest.mark.parametrize("heads", [["项目", "情况", "备注"], ["项目", "填写", "备注说明"], []])
@pytest.mark.parametrize(("answer", "code"), [("1", "1"), ("有但未改造", "2")])
def test_a_column_of_remarks_makes_no_second_community(parse, workbook, heads, answer, code):
    questions = ["卫生室", "学校", "银行网点", "综合服务中心", "文体活动中心"]
    for remarks in (["正在建", "", "", "", ""], ["已核实"] * 5):
        lines = [[one, answer, remark] for one, remark in zip(questions, remarks, strict=True)]
        rows = [["东溪村情况"], *([heads] if heads else []), *lines]

        (row,) = parse(workbook(rows)).rows()

        said = row.community, row.answers["clinic"], row.answers["school"]
        assert said == ("东溪村", code, code)
        assert remarks[0] in row.cells


@pytest.mark.parametrize(
    "remarks", [["正在建", "", "", "", ""], ["正在建", "两所", "一", "二", "三"]]
)
def test_remarks_beside_communities_are_kept_with_both(parse, workbook, remarks):
    questions = ["卫生室", "学校", "银行网点", "是否有社区康复站", "是否有日间照料机构"]
    lines = ([one, "1", "2", said] for one, said in zip(questions, remarks, strict=True))
    parsed = parse(workbook([["社区情况"], ["项目", "东溪村", "西溪村", "备注"], *lines]))

    rows = list(parsed.rows())

    assert [row.community for row in rows] == ["东溪村", "西溪村"]
    assert [row.answers["clinic"] for row in rows] == ["1", "2"]
    for row in rows:
        assert [one for one in row.cells if "卫生室:" in one] == ["卫生室:正在建"]
        assert sum(":" in one for one in row.cells) == sum(map(bool, remarks))
