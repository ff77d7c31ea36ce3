"""Headers to items."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_json import load_shipped_form
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, COMMUNITY_HINT, FileKind
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.intake.vocabulary import vocabulary


def lexicon_of(kind: FileKind, mapping=None) -> Lexicon:
    if kind is FileKind.ROSTER:
        return Lexicon(kind, roster_form(), mapping or {})
    return Lexicon(kind, load_shipped_form(resources_folder() / "forms", kind.value), mapping or {})


def items() -> list[dict[str, str]]:
    path = resources_folder() / "survey" / "individual_items.csv"
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


SPELLINGS = (
    "{code}", "{name}", "{question_zh}", "{question_en}", "{code} {question_zh}",
    "{code}.{question_zh}", "{question_zh}({code})", "{question_zh}*", " {question_zh}：",
    "section-{name}", "g1-{name}", "g1/g2/{name}", "basic:{name}", "12.{question_zh}", "{question_zh}(必填)",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_item_is_found_by_code_name_path_and_label(spelling):
    lexicon = lexicon_of(FileKind.INDIVIDUAL)

    found = {line["name"]: lexicon.sure(spelling.format(**line)).item for line in items()}

    assert found == {name: name for name in found}


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("婚姻状况\n1.未婚 2.已婚 3.离婚 4.丧偶", "marital_status"),
        ("R3婚姻状况（1.未婚 2.已婚）", "marital_status"),
        ("是否就业1是2否", "employed"),
        ("未就业主要生活来源（1.退休金(养老金) 2.财产性收入）", "income_source"),
        ("目前就读学校 0.不在校 1.普通幼儿园 2.普通小学", "school"),
        ("9月30日确认日期", "reconfirmed_on"),
    ],
)
def test_choices_printed_behind_a_question_are_no_part_of_it(header, item):
    assert lexicon_of(FileKind.INDIVIDUAL).sure(header).item == item


@pytest.mark.parametrize("kind", [FileKind.INDIVIDUAL, FileKind.COMMUNITY, FileKind.ROSTER])
def test_every_alias_leads_to_its_item(kind):
    lexicon = lexicon_of(kind)
    path = resources_folder() / "intake" / "aliases.csv"
    with path.open(encoding="utf-8") as stream:
        lines = [line for line in csv.DictReader(stream) if line["form"] == kind.value]

    wrong = [
        (line["alias"], line["item"], lexicon.sure(line["alias"]).item)
        for line in lines
        if lexicon.sure(line["alias"]).item != line["item"]
    ]

    assert wrong == []
    assert len({line["item"] for line in lines}) >= 13


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("R9 是否签订家庭医生服务协议", "family_doctor"),
        ("R7-1", "dilapidated_house"),
        ("r7_1", "dilapidated_house"),
        ("H5 9月30日确认日期", "reconfirmed_on"),
        ("health/rehab_need/3", "rehab_need/3"),
        ("户籍村社", COMMUNITY_HINT),
        ("身份证号", CITIZEN_ID_HINT),
        ("户主身份证号", "householder_id"),
        ("SubmissionDate", ""),
        ("meta-instanceID", ""),
        ("_status", ""),
        ("序号", ""),
    ],
)
def test_single_headers(header, item):
    assert lexicon_of(FileKind.INDIVIDUAL).sure(header).item == item


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("过去一年内社会救助及住房情况", "social_assistance"),
        ("目前家庭的无障碍改造需求", "adaptations_needed"),
        ("残疾人本人签字", ""),
        ("水表号", ""),
        ("爱好", ""),
    ],
)
def test_guesses_are_made_only_where_one_item_is_clearly_closest(header, item):
    meaning = lexicon_of(FileKind.INDIVIDUAL).guess(header)

    assert meaning.item == item
    assert meaning.confidence < 0.85


def test_metadata_is_known_and_needs_no_item():
    lexicon = lexicon_of(FileKind.INDIVIDUAL)

    assert [lexicon.sure(h).confidence for h in ("KEY", "_uuid", "formhub/uuid", "序号")] == [1] * 4


def test_an_officers_choice_comes_before_everything():
    lexicon = lexicon_of(FileKind.INDIVIDUAL, {"手机号码": "landline", "姓名": "", "x": "unknown"})

    assert lexicon.sure("手机号码").item == "landline"
    assert lexicon.sure("姓名").item == ""
    assert lexicon.sure("x").confidence == 0


def test_words_are_looked_up_as_headers_are_that_have_something_to_fold():
    lexicon = lexicon_of(FileKind.INDIVIDUAL, {"姓名": "", "联系": "mobile"})
    aliases = (word for words in vocabulary().aliases.values() for word in words)
    labels = (label for line in items() for label in (line["question_zh"], line["question_zh"][:4]))
    lone = (word for words in vocabulary().lone_choices.values() for word in words)
    words = {
        *aliases,
        *labels,
        *lone,
        *vocabulary().known_columns,
        "联系",
        "康复需求二",
        "欧阳娜娜",
    }
    found = {word: lexicon.sure(f"{word} ") for word in words}
    assert {word: lexicon.sure(word) for word in words} == found
    items_found = [found[word].item != "" for word in ("康复需求二", "联系", "欧阳娜娜")]
    assert items_found == [True, True, False]


NO_ITEMS = "false_friends.txt"
"""Headers that officers write for what no item asks: `not_individual` and `not_community`."""
SORTS = ("日期", "时间", "次数", "金额", "照片", "备注", "面积", "意见", "原因", "编号", "电话")


@pytest.mark.parametrize("kind", [FileKind.INDIVIDUAL, FileKind.COMMUNITY])
def test_similar_headers_that_ask_for_something_else_are_not_guessed(kind):
    lines = (Path(__file__).parent / NO_ITEMS).read_text("utf-8").splitlines()
    words = next(line for line in lines if line.startswith(kind.value)).split()[1:]
    lexicon = lexicon_of(kind)

    guessed = {word for word in words if not lexicon.sure(word).confidence} & {
        word for word in words if lexicon.guess(word).item
    }

    assert len(words) > 100
    assert guessed <= {"签约医生"}  # a doctor's name is told as no answer to yes or no


@pytest.mark.parametrize("kind", [FileKind.INDIVIDUAL, FileKind.COMMUNITY])
def test_another_sort_of_thing_about_an_item_is_not_guessed_as_the_item(kind):
    lexicon = lexicon_of(kind)
    labels = [label for item in lexicon.items.values() for label in item.labels.values()]
    made = [(label, f"{label}{sort}") for label in labels for sort in SORTS if label > "一"]

    guessed = [word for label, word in made if label[-2:] != word[-2:] and lexicon.guess(word).item]

    assert len(made) > 150
    assert len(guessed) < 0.03 * len(made), guessed


def test_guesses_of_the_same_thing_in_other_words_stay():
    """Of every third alias as if nobody had written it down."""
    lexicon = lexicon_of(FileKind.INDIVIDUAL)
    keys = dict(lexicon._keys)
    right = wrong = 0
    chinese = [pair for pair in keys.items() if len(pair[0]) > 2 and not pair[0].isascii()]
    for key, meaning in chinese[::3]:
        lexicon._keys = {one: item for one, item in keys.items() if one != key}
        guess = lexicon.guess(key).item
        right += guess == meaning.item
        wrong += guess not in ("", meaning.item)

    assert right >= 200
    assert wrong <= 4
