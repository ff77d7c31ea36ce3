"""What is proposed for an answer, in what order, and where each proposal comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.forms.model import Choice, Item, ItemKind
from dsurvey_desktop.usecases.entry_views import Evidence
from dsurvey_desktop.usecases.household import Household
from dsurvey_desktop.usecases.proposals import Case, Proposer

NUMBER = "11010519491231002X"
PERSON = Person(
    certificate_no=f"{NUMBER}41", citizen_id=NUMBER, name="林木", sex="1", category="4", grade="1",
    hukou="1", community_code="330282105001", community_name="上塘村", address="1 号",
    phone="0574-62345678", certified_on=date(2020, 1, 1), card_state="", out_of_scope="",
    place=Place("册.xlsx"),
)  # fmt: skip
HUKOU = Item("hukou", "hukou", ItemKind.SELECT_ONE, {}, choices=(
    Choice("1", {"zh": "农业"}), Choice("2", {"zh": "非农业"}), Choice("3", {"zh": "统一居民户口"})
))  # fmt: skip
NOTHING = Evidence("", "", "")


def text_item(name: str) -> Item:
    return Item(name, name, ItemKind.TEXT, {})


def proposed(item, value, evidence=NOTHING, *, takes=lambda _item, _value: True, **more):
    """Pairs of value and origin."""
    person, household = more.pop("person", None), more.pop("household", Household())
    case = Case(
        item,
        value,
        evidence,
        evidence.raw,
        more.pop("is_open", True),
        more.pop("is_surplus", False),
    )
    found = Proposer(person, household, takes).propose(case)
    return [(one.value, one.origin) for one in found]


LAST_YEAR = replace(NOTHING, last_year="非农业", last_year_value="2")


def test_roster_then_last_year_each_value_once():
    assert proposed(HUKOU, "3", LAST_YEAR, person=PERSON) == [
        ("1", Origin.ROSTER),
        ("2", Origin.LAST_YEAR),
    ]
    both = PERSON._replace(hukou="2")
    assert proposed(HUKOU, "3", LAST_YEAR, person=both) == [("2", Origin.ROSTER)]


@pytest.mark.parametrize(
    ("value", "evidence", "more"),
    [
        ("1", LAST_YEAR, {"is_open": False}),
        ("2", LAST_YEAR, {}),
        ("1", LAST_YEAR, {"person": PERSON}),
        ("1", replace(LAST_YEAR, last_year_value="9"), {}),
        ("1", NOTHING, {}),
    ],
    ids=["settled", "the same", "as the roster says", "gone choice", "unknown"],
)
def test_last_year_is_not_proposed_where(value, evidence, more):
    assert proposed(HUKOU, value, evidence, **more) == []


def test_whom_an_entry_is_about_is_never_proposed():
    assert proposed(text_item("certificate_no"), "x", person=PERSON) == []


def test_the_rosters_telephone_is_proposed_for_its_own_kind_only():
    assert proposed(text_item("landline"), None, person=PERSON) == [("0574-62345678", Origin.PHONE)]
    assert proposed(text_item("mobile"), None, person=PERSON) == []


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("mobile", "138OO138OOO", "13800138000"),
        ("mobile", "13800138000(儿子)", "13800138000"),
        ("householder_id", "11010519491231002x", NUMBER),
        ("householder_id", "110105491231002", NUMBER),
    ],
)
def test_another_spelling_is_proposed_where_the_form_takes_it(name, value, meant):
    takes = lambda _item, new: new == meant  # noqa: E731 - what the form would say
    assert proposed(text_item(name), value, takes=takes) == [(meant, Origin.NORMALISED)]
    assert proposed(text_item(name), value, takes=lambda *_: False) == []


def test_the_nearest_option_to_an_unreadable_cell_is_proposed():
    unread = replace(NOTHING, raw="统一居民")
    assert proposed(HUKOU, None, unread) == [("3", Origin.NORMALISED)]
    assert proposed(HUKOU, None, replace(NOTHING, raw="不详")) == []


def test_the_head_of_the_household_is_proposed_where_only_one_can_be_meant():
    item = text_item("householder_id")
    one = Household(ids=frozenset({NUMBER}))
    assert proposed(item, None, household=one) == [(NUMBER, Origin.HOUSEHOLD)]
    two = Household(ids=frozenset({NUMBER, "110105194912310038"}))
    assert proposed(item, None, household=two) == []


def test_what_is_not_asked_is_proposed_to_be_left_blank():
    assert proposed(HUKOU, "2", LAST_YEAR, person=PERSON, is_surplus=True) == [
        (None, Origin.NOT_ASKED)
    ]


def test_of_several_telephones_on_the_roster_each_is_proposed_for_its_kind():
    person = PERSON._replace(phone="13800138000（儿子）/0574-62345678")
    assert proposed(text_item("landline"), None, person=person) == [("0574-62345678", Origin.PHONE)]
    assert proposed(text_item("mobile"), None, person=person) == [("13800138000", Origin.PHONE)]


def test_what_else_stands_in_a_telephones_cell_is_proposed_whatever_is_open():
    cell = replace(NOTHING, raw="13800138000、13900000002/0574-62345678")
    kept = {"is_open": False}
    assert proposed(text_item("mobile"), "13800138000", cell, **kept) == [
        ("13900000002", Origin.CELL)
    ]
    assert proposed(text_item("landline"), None, cell, **kept) == [("0574-62345678", Origin.CELL)]
    assert proposed(text_item("name"), "张三", cell, **kept) == []
