"""Rules P01 to P05, P07 and the roster's part of K32, case by case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.roster_checks import (
    check_roster,
    is_as_on_roster,
    is_same_name,
    resolve_community,
)
from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place, Severity

CODES = {"上塘村": "330282105203", "塘村": "330282105209", "白鹭社区": "330282105206"}
CONTEXT = CheckContext(default_campaign(2025), date(2025, 10, 8), CODES)
PERSON = Person(
    certificate_no="11010519491231002X43",
    citizen_id="11010519491231002X",
    name="阿依·古丽",
    sex="2",
    category="4",
    grade="3",
    hukou="1",
    community_code="330282105203",
    community_name="上塘村",
    address="",
    phone="",
    certified_on=date(2015, 5, 4),
    card_state="",
    out_of_scope="",
    place=Place("名册.xlsx", "Sheet1", 4),
)
FACTS = EntryFacts(
    certificate_no=PERSON.certificate_no,
    answers={"name": "阿依·古丽"},
    submitted_community="上塘村",
    received_on=date(2025, 10, 8),
    person=PERSON,
)


def scope(reason: str) -> Person:
    return PERSON._replace(out_of_scope=reason)


def found(facts: EntryFacts) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity.value, f.item) for f in check_roster(facts, CONTEXT)]


def test_an_entry_that_agrees_with_the_roster_has_no_finding():
    assert found(FACTS) == []


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        (FACTS._replace(person=None), ("P01", "error", "certificate_no")),
        (FACTS._replace(person=scope("other_town")), ("P01", "error", "certificate_no")),
        (FACTS._replace(person=scope("not_valid")), ("P01", "error", "certificate_no")),
        (FACTS._replace(person=scope("after_cutoff")), ("P05", "error", "certificate_no")),
        (FACTS._replace(has_rival=True), ("P02", "error", "certificate_no")),
        (FACTS._replace(answers={"name": "阿依古丽汗"}), ("P03", "error", "name")),
        (FACTS._replace(answers={}), ("P03", "error", "name")),
        (FACTS._replace(twins=("11010519491231002X43B1",)), ("P04", "warning", "certificate_no")),
        (FACTS._replace(submitted_community="白鹭社区"), ("P07", "warning", "")),
        (FACTS._replace(submitted_community="330282105206"), ("P07", "warning", "")),
    ],
)
def test_each_disagreement_is_one_finding(facts, finding):
    assert found(facts) == [finding]


@pytest.mark.parametrize("said", ["", "望江社区", "330282105299", "上塘村民委员会", "330282105203"])
def test_the_same_or_an_unknown_community_is_no_finding(said):
    assert found(FACTS._replace(submitted_community=said)) == []


def test_who_is_not_on_the_roster_is_not_compared_but_rivals_and_twins_are_told():
    facts = FACTS._replace(person=None, answers={"name": "谁"}, has_rival=True, twins=("another",))
    assert [rule for rule, _, _ in found(facts)] == ["P02", "P04", "P01"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"category": "5"}, "证号中的残疾类别与名册不符。"),
        ({"grade": "1"}, "证号中的残疾等级与名册不符。"),
        ({"sex": "1"}, "证号中的性别与名册不符。"),
        ({"citizen_id": "110105194912300024"}, "证号中的出生日期与名册不符。"),
    ],
)
def test_the_number_is_held_against_the_roster_line(change, message):
    facts = FACTS._replace(person=PERSON._replace(**change))
    (finding,) = check_roster(facts, CONTEXT)
    assert (finding.rule, finding.severity, str(finding.message)) == (
        "K32",
        Severity.ERROR,
        message,
    )


@pytest.mark.parametrize("part", ["category", "grade", "sex", "citizen_id"])
def test_what_the_roster_leaves_blank_is_not_compared(part):
    assert found(FACTS._replace(person=PERSON._replace(**{part: ""}))) == []


def test_a_number_that_cannot_be_read_is_the_forms_business():
    broken = PERSON._replace(certificate_no="110105194912310021" + "43", category="5")
    assert found(FACTS._replace(person=broken)) == []


def test_the_messages_name_both_sides():
    facts = FACTS._replace(answers={"name": "古丽"}, submitted_community="白鹭社区")
    assert [str(finding.message) for finding in check_roster(facts, CONTEXT)] == [
        "登记表为“古丽”\uff0c名册为“阿依·古丽”。",
        "由 白鹭社区 报送\uff0c名册上属于 上塘村。",
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("张三", "张三", True),
        ("张 三", "张三", True),
        ("张\u3000三", "张三", True),
        ("阿依·古丽", "阿依•古丽", True),
        ("阿依.古丽", "阿依古丽", True),
        ("阿依\uff0e古丽", "阿依‧古丽", True),
        ("阿依・古丽", "阿依·古丽", True),
        ("张三", "张三丰", False),
        ("张三", "", False),
        ("·", " ", False),
        ("", "", True),
        ("𠅤三", "𠅤三", True),
    ],
)
def test_names_differ_only_where_a_letter_differs(one, other, is_same):
    assert is_same_name(one, other) is is_same
    assert is_same_name(other, one) is is_same


@given(st.text("张三李四阿依古丽䶮𠅤", min_size=1), st.data())
def test_spaces_and_dots_anywhere_make_no_other_name(name, data):
    marks = st.text(" ·•・‧.\u3000", max_size=2)
    spelled = "".join(character + data.draw(marks) for character in name)
    assert is_same_name(spelled, name)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", ""),
        ("上塘村", "330282105203"),
        ("330282105203", "330282105203"),
        ("330282105999", ""),
        ("330282105", ""),
        ("云溪镇上塘村民委员会", "330282105203"),
        ("云溪镇塘村", "330282105209"),
        ("上塘村和白鹭社区", ""),
        ("上塘村330282105203", "330282105203"),
        ("望江社区", ""),
        ("新上塘村", ""),
        ("云溪镇新上塘村", ""),
        ("云溪上塘村", "330282105203"),
        ("云溪新上塘村", ""),
        ("石上塘村", ""),
        ("2025年度登记表（上塘村）", "330282105203"),
        ("关于上塘村的名册", "330282105203"),
        ("一、上塘村", "330282105203"),
        ("登记表上塘村.xlsx", "330282105203"),
        ("新上塘村_上塘村", "330282105203"),
        ("上塘村、外溪村", ""),
        ("外溪村和上塘村", ""),
        ("上塘村、云溪镇上塘村", "330282105203"),
        ("上塘村和社区登记表", "330282105203"),
    ],
)
def test_a_community_is_known_by_code_name_or_a_name_around_it(said, code):
    assert resolve_community(said, CODES) == code


numbers = st.sampled_from(
    ["11010519491231002X43", "11010519491231002X44", "11010519491231003X43", "1101051949", "x" * 20]
)
roster_lines = st.builds(
    PERSON._replace,
    certificate_no=numbers,
    name=st.sampled_from(["阿依·古丽", "阿依古丽", "王五"]),
    sex=st.sampled_from("12"),
    category=st.sampled_from("345"),
    grade=st.sampled_from("34"),
    community_code=st.sampled_from(["330282105203", "330282105206"]),
)
submitted = st.sampled_from(
    ["", "上塘村", "下塘村", "云溪镇上塘村", "330282105203", "330282105206", "330282105999", "别处"]
)


@given(roster_lines, st.sampled_from(["阿依·古丽", "阿依古丽", "王五", ""]), submitted)
def test_what_is_told_quickly_to_agree_has_no_finding(person, name, said):
    answers = {"name": name} if name else {}
    facts = FACTS._replace(person=person, answers=answers, submitted_community=said)
    if is_as_on_roster(name, said, person, CONTEXT.community_codes):
        assert found(facts) == []


@pytest.mark.parametrize("said", ["", "上塘村", "330282105203"])
def test_the_usual_case_is_told_quickly(said):
    assert is_as_on_roster(PERSON.name, said, PERSON, CONTEXT.community_codes)
