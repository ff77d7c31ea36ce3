"""Every file of the sample town gives back what was put into it."""

from __future__ import annotations

import csv
import json

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.roster import parse_roster

FILES = {
    "东溪村_采集表.xlsx": 23,
    "西溪村残疾人调查表(定稿).xlsx": 50,
    "上塘村.xlsx": 96,
    "下塘村_导出.csv": 88,
    "云峰村汇总表.xls": 76,
    "白鹭社区_individual.csv": 46,
    "APP采集数据导出_望江社区.xlsx": 26,
    "石桥村_采集表.xlsx": 5,
    "东溪村_更正_采集表.xlsx": 12,
}
ROSTER = "名册_云溪镇_2025.xlsx"


@pytest.fixture(scope="module")
def truth(sample_town):
    return json.loads((sample_town / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def submission(sample_town, parse):
    return lambda name: parse((sample_town / "submissions" / name).read_bytes(), name)


@pytest.mark.parametrize(("name", "entries"), FILES.items())
def test_every_row_is_a_person_of_the_community_that_sent_it(submission, truth, name, entries):
    parsed = submission(name)

    persons = [row for row in parsed.rows() if not row.kind_of_row]
    assert parsed.kind is FileKind.INDIVIDUAL
    assert len(persons) == entries
    community = truth["files"][name]["community"]
    code = next(one["code"] for one in truth["communities"] if one["name"] == community)
    assert {row.community for row in persons} <= {community, code}


@pytest.mark.parametrize("name", [name for name in FILES if "更正" not in name])
def test_every_answer_is_what_was_sent(submission, truth, name):
    sent = {
        number: person["sent"]
        for number, person in truth["people"].items()
        if person.get("file") == name
    }
    apart = {number for _reason, number in truth["files"][name]["special"]}

    rows = {
        str(row.answers["certificate_no"]): row for row in submission(name).rows() if row.answers
    }
    read = {number: row for number, row in rows.items() if not row.is_certificate_lossy}

    lossy = {number for number in sent if truth["people"][number].get("lossy_certificate")}
    assert set(read) | apart == set(sent) - lossy | apart
    for number in set(read) - apart:
        assert read[number].answers == sent[number]
        assert read[number].problems == ()


def test_a_number_that_lost_its_tail_keeps_the_digits_that_are_certain(submission, truth):
    lossy = [row for row in submission("上塘村.xlsx").rows() if row.is_certificate_lossy]

    assert len(lossy) == 16
    for row in lossy:
        certain = str(row.answers["certificate_no"])
        people = [
            person["sent"] | {"certificate_no": certain}
            for number, person in truth["people"].items()
            if number.startswith(certain) and person["sent"]["name"] == row.answers["name"]
        ]
        assert people == [row.answers]
        assert len(certain) >= 12
        assert [problem.code for problem in row.problems] == ["certificate_typed_as_number"]


def test_the_total_line_is_no_person(submission):
    rows = [row for row in submission("西溪村残疾人调查表(定稿).xlsx").rows() if row.kind_of_row]

    assert [(row.row, row.kind_of_row, row.answers) for row in rows] == [(57, "total_line", {})]


def test_the_notes_sheet_is_left_out_and_told(submission):
    problems = submission("西溪村残疾人调查表(定稿).xlsx").problems

    assert [(p.code, p.place.sheet) for p in problems] == [("sheet_left_out", "填表说明")]


def test_community_forms_are_recognised_and_read(submission, project):
    parsed = submission("社区登记表_云溪镇.xlsx")

    rows = list(parsed.rows())
    with (project / "resources/survey/community_items.csv").open(encoding="utf-8") as stream:
        items = {line["name"] for line in csv.DictReader(stream)}
    assert parsed.kind is FileKind.COMMUNITY
    assert [row.answers["community_code"] for row in rows] == [
        f"33028210520{number}" for number in range(1, 9)
    ]
    assert all(set(row.answers) == items for row in rows)
    assert rows[0].answers["service_center"] == "1"
    assert rows[6].answers["liaison_disabled"] == 4


def test_the_roster_is_read_with_its_scope(sample_town, truth):
    data = (sample_town / ROSTER).read_bytes()

    roster = parse_roster(data, ROSTER, default_campaign(2025), "330282105")

    in_scope = {one.certificate_no for one in roster.persons if not one.out_of_scope}
    assert in_scope == {number for number, one in truth["people"].items() if one["scope"]}
    assert [one.out_of_scope for one in roster.persons if one.out_of_scope] == ["after_cutoff"] * 2
    assert roster.rows_read == len(roster.persons) + len(roster.left_out) == 422
    assert [(one.code, one.name) for one in roster.communities] == [
        (one["code"], one["name"]) for one in truth["communities"]
    ]
    assert roster.problems == ()


def test_a_roster_among_the_submissions_is_recognised(sample_town, parse):
    assert parse((sample_town / ROSTER).read_bytes(), ROSTER).kind is FileKind.ROSTER
