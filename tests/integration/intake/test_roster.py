"""Rosters in other shapes than the sample town's."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.ids import CommunityCode
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.roster import parse_roster

HEADER = [
    "姓名",
    "身份证号",
    "残疾人证号",
    "残疾类别",
    "残疾等级",
    "所属村(社区)",
    "区划代码",
    "发证日期",
    "证件状态",
]
FIRST = [
    "张三",
    "33028219630512416X",
    "33028219630512416X41",
    "肢体残疾",
    "1级",
    "东溪村",
    "330282105201",
    "2015/5/4",
    "有效",
]


def line(**changes):
    return [changes.get(name, value) for name, value in zip(HEADER, FIRST, strict=True)]


@pytest.fixture
def roster(workbook):
    def parse(rows, town="330282105", **more):
        return parse_roster(workbook(rows), "名册.xlsx", default_campaign(2025), town, **more)

    return parse


def test_a_line_becomes_a_person_with_codes(roster):
    (person,) = roster([["某镇名册"], HEADER, FIRST]).persons

    assert (person.sex, person.category, person.grade) == ("2", "4", "1")
    assert person.certified_on is not None
    assert person.certified_on.isoformat() == "2015-05-04"
    assert (person.place.sheet, person.place.row) == ("Sheet1", 3)
    assert person.out_of_scope == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"发证日期": "2025-09-30"}, ""),
        ({"发证日期": "2025-10-01"}, "after_cutoff"),
        ({"发证日期": ""}, ""),
        ({"证件状态": "注销"}, "not_valid"),
        ({"证件状态": "已冻结"}, "not_valid"),
        ({"证件状态": "未注销"}, ""),
        ({"证件状态": "已制证"}, ""),
        ({"证件状态": ""}, ""),
        ({"区划代码": "330282106201"}, "other_town"),
        ({"区划代码": "330282106201", "证件状态": "注销"}, "other_town"),
    ],
)
def test_scope_is_decided_line_by_line(roster, changes, reason):
    (person,) = roster([HEADER, line(**changes)]).persons

    assert person.out_of_scope == reason


@pytest.mark.parametrize("town", ["330282105", "330282105000", "330282", "330282000000"])
def test_the_offices_code_may_be_long_or_short_or_a_districts(roster, town):
    assert roster([HEADER, FIRST], town).persons[0].out_of_scope == ""


def test_missing_columns_are_derived_from_the_number(roster):
    rows = [["姓名", "残疾证号", "村社"], ["张三", "33028219630512416X41", "东溪村"]]
    known = [Community(CommunityCode("330282105201"), "东溪村")]

    (person,) = roster(rows, communities=known).persons

    assert (person.citizen_id, person.sex) == ("33028219630512416X", "2")
    assert (person.category, person.grade) == ("4", "1")
    assert (person.community_code, person.community_name) == ("330282105201", "东溪村")


def test_without_any_code_the_name_stays_and_nobody_is_of_another_town(roster):
    (person,) = roster(
        [["姓名", "残疾证号", "村社"], ["张三", "33028219630512416X41", "东溪村"]]
    ).persons

    assert (person.community_code, person.community_name, person.out_of_scope) == ("", "东溪村", "")


def test_a_number_that_lost_its_tail_is_made_again_and_told(roster):
    changes = {
        "身份证号": "330282199702095095",
        "残疾人证号": 33028219970209509543.0,
        "残疾等级": "三级",
    }

    parsed = roster([HEADER, line(**changes)])

    assert parsed.persons[0].certificate_no == "33028219970209509543"
    assert [problem.code for problem in parsed.problems] == ["certificate_rebuilt"]


def test_every_line_is_a_person_or_left_out_with_its_reason(roster):
    parsed = roster([HEADER, FIRST, FIRST, ["合计", 2], ["", "", "", "", "", "", "", "", "有效"]])

    assert [(one.row, one.reason) for one in parsed.left_out] == [
        (3, "duplicate"), (4, "total_line"), (5, "note_line"),
    ]  # fmt: skip
    assert parsed.rows_read == len(parsed.persons) + len(parsed.left_out)
    assert [problem.code for problem in parsed.problems] == ["duplicate_on_roster"]


def test_a_wrong_number_is_kept_and_told(roster):
    parsed = roster([HEADER, line(残疾人证号="33028219630512416X")])

    assert parsed.persons[0].certificate_no == "33028219630512416X"
    assert [problem.code for problem in parsed.problems] == ["bad_certificate_no"]


def test_a_form_is_no_roster(roster):
    with pytest.raises(IntakeError) as caught:
        roster([["户名", "水表号", "用量"], ["张三", "A-1", 12]])

    assert caught.value.code == "unknown_table"
