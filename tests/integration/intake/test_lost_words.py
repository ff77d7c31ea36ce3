"""Words that became question marks below a header that is whole, as some databases export."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.roster import parse_roster

HEADER = ["姓名", "残疾人证号", "手机号码", "调查方式"]
NUMBERS = "33028219620512416X41", "33028219750101123444"


def rows(*names, mode="????"):
    lines = [
        [name, number, "13800000001", mode] for name, number in zip(names, NUMBERS, strict=True)
    ]
    return [HEADER, *lines]


def test_a_workbook_of_question_marks_is_refused(parse, workbook):
    with pytest.raises(IntakeError) as caught:
        parse(workbook(rows("??", "???")))
    assert caught.value.code == "words_lost"


def test_a_name_that_somebody_did_not_know_is_no_lost_file(parse, workbook):
    assert len(list(parse(workbook(rows("??", "李四"))).rows())) == 2
    assert len(list(parse(workbook(rows("??", "??", mode="入户调查"))).rows())) == 2
    assert len(list(parse(workbook(rows("?", "?", mode="1"))).rows())) == 2


COMMUNITIES = [
    ["村(社区)名称", "区划代码", "残疾人专职委员人数", "是否成立残疾人协会", "填表人"],
    ["???", "330282105201", 2, "?", "??"],
    ["????", "330282105202", 1, "?", "???"],
]
ALL_LOST = [["??", "?????", "????", "????"], ["??", NUMBERS[0], "13800000001", "????"]]


@pytest.mark.parametrize("sheet", [COMMUNITIES, ALL_LOST])
def test_community_forms_and_lost_headers_are_refused_too(parse, workbook, sheet):
    with pytest.raises(IntakeError) as caught:
        parse(workbook(sheet))
    assert caught.value.code == "words_lost"


def test_a_roster_of_question_marks_is_refused_and_one_in_letters_is_not(workbook):
    header = ["姓名", "残疾人证号", "村(社区)", "区划代码"]
    lost = [[name, NUMBERS[at], "???", "330282105201"] for at, name in enumerate(("??", "???"))]
    campaign = default_campaign(2025)
    with pytest.raises(IntakeError) as caught:
        parse_roster(workbook([header, *lost]), "名册.xlsx", campaign, "330282105")
    assert caught.value.code == "words_lost"
    known = [["Li", *lost[0][1:]], ["??", *lost[1][1:]]]
    assert len(parse_roster(workbook([header, *known]), "名册.xlsx", campaign, "330282105").persons)


def test_community_forms_of_which_one_name_is_unknown_are_read(parse, workbook):
    known = [*COMMUNITIES[:2], ["东溪村", *COMMUNITIES[2][1:]]]
    assert len(list(parse(workbook(known)).rows())) == 2
