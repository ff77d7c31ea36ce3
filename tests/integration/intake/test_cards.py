"""One form a sheet, as printed: each question with its answer beside it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from dsurvey_desktop.intake.model import FileKind, IntakeError

NUMBER = "33028219620512416X41"
OTHER = "33028219750101123444"
OTHERS = "13900000009"


def printed(name="张三", number=NUMBER, mode="入户调查", employed="□是 ☑否", rehab="1、3"):
    return [
        ["残疾人基本状况调查登记表"],
        ["村(社区)：东溪村", "", "", "编号：12"],
        ["基本信息", "姓名", name, "性别", "男", "残疾人证号", number],
        ["", "手机号码", "13800000001", "调查方式", mode, "曾用名", "张小"],
        ["户主", "姓名", "张大", "身份证号", "330282196205124163"],
        ["是否就业", *employed.split(), "过去一年内得到过的康复服务", rehab],
        ["填表人：王专干", "", "信息采集员", "李专干"],
    ]


ANSWERS = {
    "name": "张三", "certificate_no": NUMBER, "mobile": "13800000001", "mode": "1",
    "householder_name": "张大", "householder_id": "330282196205124163", "employed": "2",
    "rehab_received": ["1", "3"], "enumerator": "李专干",
}  # fmt: skip


def places(parsed):
    said = [problem for row in parsed.rows() for problem in row.problems]
    return [(p.code, p.place.sheet, p.place.row, p.place.column) for p in said]


def test_each_sheet_is_a_form_of_one_person(parse, workbook):
    second = printed("李四", OTHER, mode="微信")
    parsed = parse(workbook({"一": printed(), "二": second, "说明": [["请按说明填写"]]}))

    rows = list(parsed.rows())
    assert [(row.sheet, row.row, row.community) for row in rows] == [
        ("一", 3, "东溪村"), ("二", 3, "东溪村"),
    ]  # fmt: skip
    assert rows[0].answers == ANSWERS
    assert rows[1].answers["name"] == "李四"
    assert "男" in rows[0].cells
    assert "填表人:王专干" in rows[0].cells
    assert places(parsed) == [("unknown_choice", "二", 4, 5)]
    told = [(p.code, p.place.sheet, p.place.row, p.place.column) for p in parsed.problems]
    assert told == [
        ("unknown_column", "一", 4, 6), ("unknown_column", "二", 4, 6), ("sheet_left_out", "说明", 0, 0),
    ]  # fmt: skip


def test_forms_below_each_other_are_told_apart(parse, workbook):
    rows = [*printed(), [], *printed("李四", OTHER), *printed("王五", "")]

    found = list(parse(workbook(rows)).rows())
    assert [(one.row, one.answers["name"], len(one.problems)) for one in found] == [
        (3, "张三", 0), (11, "李四", 0), (18, "王五", 0),
    ]  # fmt: skip


def test_a_form_without_its_number_is_kept_where_another_sheet_shows_the_form(parse, workbook):
    parsed = parse(workbook({"一": printed(), "二": printed("李四", "")}))

    second = list(parsed.rows())[1]
    assert (second.sheet, second.answers["name"]) == ("二", "李四")
    assert "certificate_no" not in second.answers


def test_a_number_typed_as_a_number_is_one_on_a_form_too(parse, workbook):
    (row,) = parse(workbook(printed(number=33028219750101123444))).rows()

    assert row.is_certificate_lossy or row.answers["certificate_no"] == OTHER


def test_a_community_form_may_be_printed_so(parse, workbook):
    rows = [
        ["村(社区)基本情况"],
        ["村(社区)区划代码", "330282105201", "村(社区)名称", "东溪村"],
        ["综合服务中心(设施)", "有但未改造", "医院(卫生室)", "无"],
        ["残疾人专职委员人数", 2, "其中残疾人人数", "1人"],
    ]

    parsed = parse(workbook(rows))

    (row,) = parsed.rows()
    assert parsed.kind is FileKind.COMMUNITY
    assert row.answers == {
        "community_code": "330282105201", "community_name": "东溪村", "service_center": "2",
        "clinic": "3", "liaison_count": 2, "liaison_disabled": 1,
    }  # fmt: skip


def test_a_question_without_an_answer_does_not_take_its_neighbours(parse, workbook):
    rows = printed()
    rows.insert(3, ["固定电话", "", "联系人(监护人)姓名", "张父", "户主姓名", "", "申报人", "张大"])
    rows.insert(4, ["户主姓名", "", "", "是否在敬(养)老院、福利院、荣军院居住", "否"])

    rows[-2][-1] = "功能训练"

    (row,) = parse(workbook(rows)).rows()

    assert row.answers["rehab_received"] == ["3"]
    assert (row.answers["contact_name"], row.answers["reporter"]) == ("张父", "张大")
    assert row.answers["in_institution"] == "2"
    assert "landline" not in row.answers


def test_people_side_by_side_share_the_labels_on_the_left(parse, workbook):
    rows = [
        ["东溪村残疾人调查表"],
        ["姓名", "张三", "李四", "王五"],
        ["残疾人证号", NUMBER, OTHER, "办理中"],
        ["调查方式", "入户调查", "微信", ""],
        ["是否就业", "否", "", "是"],
    ]

    parsed = parse(workbook(rows))

    found = [(row.sheet, row.row, row.answers["name"], row.community) for row in parsed.rows()]
    assert found == [
        ("Sheet1 → B", 3, "张三", "东溪村"),
        ("Sheet1 → C", 3, "李四", "东溪村"),
        ("Sheet1 → D", 3, "王五", "东溪村"),
    ]
    assert [row.answers.get("employed") for row in parsed.rows()] == ["2", None, "1"]
    assert places(parsed) == [("unknown_choice", "Sheet1 → C", 4, 3)]


def test_labels_that_nobody_knows_are_kept_and_told_for_people_side_by_side(parse, workbook):
    rows = [["血型", "A", "B"], ["姓名", "张三", "李四"], ["残疾人证号", NUMBER, OTHER],
            ["爱好", "象棋", ""], ["户口性质", "农业", "非农业"], ["所属村", "东溪村", "西溪村"]]  # fmt: skip

    parsed = parse(workbook(rows))
    first, second = parsed.rows()

    assert (first.answers["hukou"], second.answers["hukou"]) == ("1", "2")
    assert (first.community, second.community) == ("东溪村", "西溪村")
    assert {"A", "象棋"} <= set(first.cells)
    assert {p.value for p in parsed.problems if p.code == "unknown_column"} == {"血型", "爱好"}


def test_forms_beside_each_other_are_refused_and_break_nothing(parse, workbook):
    rows = [["姓名", "张三", "姓名", "李四"], ["残疾人证号", NUMBER, "残疾人证号", OTHER],
            ["手机号码", "13800000001", "手机号码", "13800000002"]]  # fmt: skip

    with pytest.raises(IntakeError):
        parse(workbook(rows))


@pytest.mark.parametrize(
    ("foot", "mobile"),
    [
        (["填表人", "王五", "联系电话", OTHERS], None),
        (["审核人", "王五", "电话", OTHERS], None),
        (["填表人：王五", f"联系电话：{OTHERS}"], None),
        (["联系人", "王五", "联系电话", OTHERS], OTHERS),
        (["填表人", "王五", "婚姻状况", "未婚", "联系电话", OTHERS], OTHERS),
    ],
)
def test_the_telephone_of_who_signed_is_not_the_persons(parse, workbook, foot, mobile):
    rows = [
        ["姓名", "张三", "残疾人证号", NUMBER],
        ["户口性质", "农业", "曾用名", "张小", "调查方式", "电话"],
        foot,
    ]

    (row,) = parse(workbook(rows)).rows()

    assert (row.answers["hukou"], row.answers.get("mobile")) == ("1", mobile)
    assert any(OTHERS in cell for cell in row.cells)


def test_an_answer_may_say_its_label_once_more(parse, workbook):
    rows = printed()
    rows[3][2] = "手机：13800000001"

    (row,) = parse(workbook(rows)).rows()

    assert row.answers == ANSWERS


def test_an_empty_printed_form_is_no_table(parse, workbook):
    blank = [[cell if at % 2 == 0 else "" for at, cell in enumerate(row)] for row in printed()]

    with pytest.raises(IntakeError):
        parse(workbook(blank))


def test_values_of_long_numbers_are_read_digit_by_digit(parse):
    book = openpyxl.Workbook()
    for row in printed(number=float(OTHER)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)

    (row,) = parse(stream.getvalue()).rows()

    assert row.is_certificate_lossy
    assert OTHER.startswith(str(row.answers["certificate_no"]))
    assert [problem.place.row for problem in row.problems] == [3]


def test_a_table_beside_a_sheet_that_shows_how_to_fill_it_in_is_read_as_a_table(parse, workbook):
    header = ["姓名", "残疾人证号", "调查方式", "是否就业", "手机号码"]
    people = [["张三", NUMBER, "电话", "是", ""], ["李四", OTHER, "电话", "否", "13800000001"]]
    shown = [[label, value] for label, value in zip(header, people[0], strict=True)]

    for name, numbers in (("填表说明", [NUMBER, OTHER]), ("附页", [NUMBER, OTHER, NUMBER])):
        parsed = parse(workbook({"数据": [header, *people], name: shown}))
        assert [row.answers["certificate_no"] for row in parsed.rows()] == numbers
        assert [row.answers["mode"] for row in parsed.rows()][:2] == ["2", "2"]


def test_a_sheet_that_shows_how_is_no_person_beside_forms_but_one_where_it_is_alone(
    parse, workbook
):
    parsed = parse(workbook({"填写示例": printed(), "一": printed("李四", OTHER)}))
    assert [row.answers["name"] for row in parsed.rows()] == ["李四"]
    assert ("sheet_left_out", "填写示例") in [(p.code, p.place.sheet) for p in parsed.problems]

    alone = parse(workbook({"填写示例": printed()}))
    assert [row.answers["name"] for row in alone.rows()] == ["张三"]


def test_a_form_that_nobody_filled_in_is_nobody(parse, workbook):
    blank = [["姓名", "", "残疾人证号", ""], ["是否就业", "", "调查方式", ""]]
    filled = [["姓名", "张三", "残疾人证号", NUMBER], ["是否就业", "是", "调查方式", "电话"]]

    parsed = parse(workbook({"模板": blank, "一": filled}))

    assert [row.answers["name"] for row in parsed.rows()] == ["张三"]


def test_a_table_without_numbers_beside_a_form_keeps_its_people(parse, workbook):
    header = ["姓名", "残疾人证号", "是否就业", "调查方式"]
    people = [["李四", "", "是", "电话"], ["王五", "", "否", "电话"]]
    form = [["姓名", "张三", "残疾人证号", NUMBER], ["是否就业", "是", "调查方式", "电话"]]

    rows = list(parse(workbook({"名单": [header, *people], "一": form})).rows())

    assert [row.answers["name"] for row in rows] == ["李四", "王五", "张三"]


def blank():
    return [
        ["残疾人基本状况调查登记表"],
        ["村(社区)：东溪村", "", "", "编号："],
        ["基本信息", "姓名", "", "性别", "□男 □女", "残疾人证号", ""],
        ["", "手机号码", "", "调查方式", "", "曾用名", ""],
        ["户主", "姓名", "", "身份证号", ""],
        ["是否就业", "□是", "□否", "调查日期", "    年  月  日"],
        ["填表人：", "", "信息采集员", ""],
    ]


def test_a_blank_form_alone_is_refused_as_such(parse, workbook):
    with pytest.raises(IntakeError) as caught:
        parse(workbook({"登记表": blank(), "封面": [["二〇二五年"]]}))

    assert caught.value.code == "blank_form"


@pytest.mark.parametrize(
    "other", [printed(), [["姓名", "残疾人证号", "婚姻状况"], ["张三", NUMBER, "已婚"]]]
)
def test_a_blank_form_beside_people_is_told_and_nobody(parse, workbook, other):
    parsed = parse(workbook({"表": other, "模板": blank()}))

    assert [row.answers["name"] for row in parsed.rows()] == ["张三"]
    told = [
        (p.code, str(p.severity), p.place.sheet) for p in parsed.problems if p.place.sheet == "模板"
    ]
    assert told == [("blank_form", "notice", "模板")]


def test_a_form_without_its_number_is_a_form_when_it_stands_alone(parse, workbook):
    (row,) = parse(workbook(printed(number=""))).rows()

    assert (row.row, row.answers["name"], row.answers["mode"]) == (3, "张三", "1")
    assert "certificate_no" not in row.answers


def test_a_community_form_that_knows_its_name_but_not_its_code_is_read(parse, workbook):
    rows = [
        ["村（社区）登记表"],
        ["村(社区)名称", "东溪村"],
        ["村医务室", "有但未改造"],
        ["康复室", "否"],
        ["文体活动", "是"],
        ["专委人数", 2],
        ["填表说明", "如实填写"],
    ]

    parsed = parse(workbook(rows))

    assert parsed.kind is FileKind.COMMUNITY
    assert [row.answers for row in parsed.rows()] == [
        {
            "community_name": "东溪村", "clinic": "2", "rehab_station": "2", "activities": "1",
            "liaison_count": 2,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "need", "told"),
    [
        ([["目前还需要的康复服务", "手术"], ["护理"], ["联系人", "张大"]], ["1"], []),
        ([["目前还需要的康复服务", "手术"], ["护理", "联系人", "张大"]], ["1"], []),
        ([["目前还需要的康复服务", ""], ["护理"], ["联系人", "张大"]], None, []),
        (
            [["目前还需要的康复服务", "手术", "护理"], ["联系人", "张大"]],
            ["1"],
            [("choice_beside_answer", 3, 3, "护理")],
        ),
        ([["目前还需要的康复服务", "□手术", "☑护理"], ["联系人", "张大"]], ["5"], []),
    ],
)
def test_a_cell_without_a_label_is_no_part_of_the_answer_before_it(
    parse, workbook, lines, need, told
):
    """It may be a title of the next lines, or the label of a blank."""
    rows = [
        ["残疾人基本状况调查登记表"],
        ["姓名", "张三", "残疾人证号", NUMBER, "手机号码", "13800000001"],
        *lines,
    ]

    parsed = parse(workbook(rows))

    (row,) = parsed.rows()
    assert row.answers.get("rehab_need") == need
    assert row.answers["contact_name"] == "张大"
    assert [(p.code, p.place.row, p.place.column, p.value) for p in parsed.problems] == told
