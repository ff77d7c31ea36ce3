"""Answers of last year's edition in the words of this year's: only where both mean the same."""

from __future__ import annotations

import pytest

from dsurvey_desktop.forms.model import Choice, Form, Group, Item, ItemKind
from dsurvey_desktop.usecases.counterparts import Counterparts, partners, same_choices

ONE, MANY = ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE
YES_NO = {"1": "是", "2": "否"}


def form(*items: Item, groups: tuple[Group, ...] = ()) -> Form:
    return Form("f", "1", "表", "d", items, groups)


def item(name: str, label: str, kind: ItemKind = ItemKind.TEXT, choices: dict | None = None):
    made = tuple(Choice(code, {"zh": words}) for code, words in (choices or {}).items())
    return Item(name, name, kind, {"zh": label}, choices=made)


def told(old: Item, new: Item, value):
    found = Counterparts(form(old), form(new)).tell({old.name: value})
    return found.answers.get(new.name), found.left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("hukou", "户口性质"), ("hukou", "户口性质")),
        (("hkxz", "户口性质"), ("hukou", "户口性质")),
        (("hkxz", "3.户口性质（单选）"), ("hukou", "户口性质")),
        (("hukou", "户籍"), ("hukou", "户口性质")),
        (("q12", "您的户口性质"), ("q12", "户口性质")),
    ],
)
def test_an_item_is_known_again_by_its_question_or_by_a_name_that_says_something(old, new):
    assert {k: v.name for k, v in partners(form(item(*old)), form(item(*new))).items()} == {
        old[0]: new[0]
    }


def test_a_number_that_is_another_question_now_is_not_the_same_item():
    old = form(item("q12", "户口性质"), item("q13", "婚姻状况"))
    new = form(item("q12", "婚姻状况"), item("q13", "家庭年收入"))
    assert {k: v.name for k, v in partners(old, new).items()} == {"q13": "q12"}


def test_a_question_that_several_items_ask_is_decided_by_the_name_alone():
    old = form(item("job_other", "其他（请注明）"), item("house_other", "其他(说明)"))
    new = form(item("job_other", "其他"), item("aid_other", "其他"))
    assert {k: v.name for k, v in partners(old, new).items()} == {"job_other": "job_other"}


def test_codes_are_carried_by_their_labels_and_never_by_their_number_alone():
    old = {"1": "农业", "2": "非农业", "3": "居民户口", "9": "其他"}
    new = {"1": "非农业", "2": "农业", "3": "集体户", "4": "居民户口"}
    was = item("hukou", "户口性质", ONE, old)
    now = item("hukou", "户口性质", ONE, new)
    assert [told(was, now, code)[0] for code in old] == ["2", "1", "4", None]
    assert told(was, now, "9")[1] == ("hukou",)


def test_a_label_worded_a_little_otherwise_under_the_same_code_is_the_same_choice():
    old = (Choice("1", {"zh": "参加了医疗保险"}), Choice("2", {"zh": "没有参加医疗保险"}))
    new = (Choice("1", {"zh": "参加医疗保险"}), Choice("2", {"zh": "参加医疗保险了"}))
    assert same_choices(old, new) == {"1": "1"}


def test_of_several_choices_all_are_carried_or_none():
    was = item("aid", "救助", MANY, {"1": "低保", "2": "特困", "3": "临时救助"})
    now = item("aid", "救助", MANY, {"1": "特困", "2": "低保"})
    assert told(was, now, ["1", "2"]) == (["1", "2"], ())
    assert told(was, now, ["1"]) == (["2"], ())
    assert told(was, now, ["1", "3"]) == (None, ("aid",))


@pytest.mark.parametrize(
    ("old_kind", "new_kind", "value", "now"),
    [
        (ItemKind.INTEGER, ItemKind.DECIMAL, 3, 3),
        (ItemKind.DECIMAL, ItemKind.INTEGER, 3.5, None),
        (ItemKind.TEXT, ItemKind.INTEGER, "12", 12),
        (ItemKind.TEXT, ItemKind.INTEGER, "十二", None),
        (ItemKind.INTEGER, ItemKind.TEXT, 12, "12"),
        (ItemKind.TEXT, ItemKind.DATE, "去年", None),
        (ItemKind.DATE, ItemKind.DATE, "2024-10-01", "2024-10-01"),
    ],
)
def test_another_kind_of_answer_is_carried_where_it_says_the_same(old_kind, new_kind, value, now):
    assert told(item("a", "多少", old_kind), item("a", "多少", new_kind), value)[0] == now


def test_between_one_choice_several_choices_and_words():
    one, many = item("a", "问", ONE, YES_NO), item("a", "问", MANY, {"3": "否", "4": "是"})
    text = item("a", "问")
    assert told(one, many, "1")[0] == ["4"]
    assert told(many, one, ["4"])[0] == "1"
    assert told(many, one, ["3", "4"])[0] is None
    assert told(one, text, "2")[0] == "否"
    assert told(text, one, "是")[0] == "1"
    assert told(text, one, "1")[0] is None  # words, not a code


def test_what_this_year_does_not_ask_is_left_by_its_name_and_a_repeat_stays():
    repeat = Group("member", "member", {}, is_repeat=True)
    rows = [{"m_name": "甲"}]
    old = form(item("gone", "从前的问题"))
    found = Counterparts(old, form(groups=(repeat,))).tell({"gone": "x", "member": rows, "odd": 1})
    assert found == ({"member": rows}, ("gone", "odd"))
