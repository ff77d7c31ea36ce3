"""Whose a row may be: by number, name, birth date, community and telephone."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.usecases.candidates import People, claim_of, distance
from dsurvey_desktop.usecases.name_likeness import Likeness, likeness
from dsurvey_desktop.usecases.search_text import search_text

CODES = {"上塘村": "330282105201", "下塘村": "330282105202"}
NUMBER = "33028219710407859543"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("张建国", "张建国", Likeness.SAME),
        ("阿依·古丽", "阿依•古丽", Likeness.SAME),
        ("张 建国", "张建国", Likeness.SAME),
        ("張建國", "张建国", Likeness.WRITTEN_OTHERWISE),
        ("李喆", "李哲", Likeness.WRITTEN_OTHERWISE),
        ("肖云", "萧雲", Likeness.WRITTEN_OTHERWISE),
        ("李䶮", "李YAN", Likeness.WRITTEN_OTHERWISE),
        ("李䶮", "李(yan)", Likeness.WRITTEN_OTHERWISE),
        ("李䶮", "李?", Likeness.WRITTEN_OTHERWISE),
        ("李䶮", "李\ue863", Likeness.WRITTEN_OTHERWISE),
        ("李䶮生", "李[龙天]生", Likeness.WRITTEN_OTHERWISE),
        ("张三", "张三（已故）", Likeness.SAME),
        ("章伟(户主)", "张伟", Likeness.SOUNDS_ALIKE),
        ("张伟", "章伟", Likeness.SOUNDS_ALIKE),
        ("陈晓敏", "陈小敏", Likeness.SOUNDS_ALIKE),
        ("陈晓敏", "陈晓红", Likeness.ONE_DIFFERS),
        ("张伟", "张强", Likeness.NONE),
        ("张伟", "张大伟", Likeness.NONE),
        ("", "张伟", Likeness.NONE),
        ("??", "张伟", Likeness.NONE),
    ],
)
def test_names_are_alike_as_far_as_they_are(one, other, wanted):
    assert likeness(one, other) is wanted
    assert likeness(other, one) is wanted


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (NUMBER, 0),
        (NUMBER.replace("0407", "4007"), 1),
        (NUMBER[:-1], 1),
        (NUMBER[:10] + "9" + NUMBER[10:], 1),
        ("9" + NUMBER[1:-1] + "1", 2),
        ("11010119900101001X44", 3),
        ("", 3),
    ],
)
def test_numbers_are_as_far_apart_as_a_typist_is_wrong(other, wanted):
    assert distance(NUMBER, other) == wanted


def person(name, number=NUMBER, community="上塘村", phone="", **more) -> Person:
    facts = {"sex": "", "category": "", "grade": "", "hukou": "", "address": "", "card_state": ""}
    return Person(
        number, number[:18], name, community_code=CODES[community], community_name=community,
        phone=phone, certified_on=None, out_of_scope="", place=Place("名册"), **{**facts, **more},
    )  # fmt: skip


def found(*people, community="上塘村", cells=(), is_lossy=False, **answers):
    register = People(frozenset({NUMBER}))
    for one in people:
        register.add(one, search_text(one.name))
    claim = claim_of(answers, cells, community, CODES, is_lossy=is_lossy)
    return register.candidates(claim)


OTHER = "33028219880808001X11"


def test_more_than_one_is_listed_with_the_likeliest_first():
    two = (person("章伟", OTHER), person("张伟"))
    first, second = found(*two, name="张伟", certificate_no="无")
    assert (first.name, second.name) == ("张伟", "章伟")
    assert (first.score, second.score) == (52, 42)


def test_a_homophone_in_the_same_community_is_a_candidate_and_says_why():
    (one,) = found(person("陈晓敏"), name="陈小敏", certificate_no="")
    assert [str(reason) for reason in one.reasons] == ["姓名读音相同。", "村(社区)相同。"]
    assert one.score == 42
    assert one.has_entry


def test_a_mistyped_number_is_found_whatever_the_name():
    (one,) = found(person("陈晓敏"), name="王五", certificate_no=NUMBER.replace("8595", "8959"))
    assert one.certificate_no == NUMBER


def test_telephone_and_birth_date_find_a_person_whose_name_was_changed():
    answers = {"name": "丁改名", "mobile": "13800138000", "certificate_no": NUMBER[:14] + "123411"}
    (one,) = found(person("陈晓敏", phone="138-0013-8000"), **answers)
    assert one.score == 54
    several = "13900000002（儿子）13800138000（女儿）"
    assert found(person("陈晓敏", phone=several), **answers)[0].score == 54


def test_with_a_telephone_alone_people_of_other_communities_are_listed_too():
    phone = "13800138000"
    (one,) = found(person("陈晓敏", phone=phone), community="下塘村", mobile=phone)
    assert one.score == 14
    assert not found(person("陈晓敏", phone=phone), community="上塘村", mobile="13900139000")


def test_the_citizen_id_in_another_cell_counts_but_the_householders_does_not():
    assert found(person("陈晓敏"), name="王五", cells=("王五", NUMBER[:18]))
    assert not found(
        person("陈晓敏"), name="王五", cells=(NUMBER[:18],), householder_id=NUMBER[:18]
    )


def test_certain_digits_of_a_number_count_and_the_rest_does_not():
    (one,) = found(person("陈晓敏"), name="陈晓敏", certificate_no=NUMBER[:15], is_lossy=True)
    assert one.score == 97


def test_a_name_alone_that_is_one_character_off_finds_nobody():
    assert found(person("陈晓敏"), name="陈晓红", certificate_no="") == ()


def test_no_more_than_five_are_listed():
    people = [person("张伟", f"3302821971040785{n:02}43") for n in range(9)]
    assert len(found(*people, name="张伟", certificate_no="")) == 5
