"""Answers of select questions in every spelling; contradictions are never guessed away."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.model import Choice
from dsurvey_desktop.intake.choices import ChoiceReader, UnreadableChoice


def all_lists() -> dict[str, list[Choice]]:
    path = resources_folder() / "survey" / "choices.csv"
    lists: dict[str, list[Choice]] = {}
    with path.open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            labels = {"zh": line["label_zh"], "en": line["label_en"]}
            lists.setdefault(line["list"], []).append(Choice(line["code"], labels))
    return lists


LISTS = all_lists()
SPELLINGS = (
    "{code}", "{label}", "{code}.{label}", "{code}、{label}", "{code}．{label}", "{code} {label}",
    "({code}){label}", "（{code}）{label}", "{code}{label}", "{label}({code})", " {label} ",
    "{code}.0", "{code}: {label}",
)  # fmt: skip
SEPARATORS = (";", "；", ",", "，", "|", "、", "/", "\n", " ")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_choice_of_the_survey_reads_in_every_spelling(name, spelling):
    reader = ChoiceReader(LISTS[name])

    for choice in LISTS[name]:
        raw = spelling.format(code=choice.code, label=choice.labels["zh"])
        assert reader.read_one(raw) == (choice.code, False)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("spelling", ["{code}", "{label}", "{code}.{label}"])
def test_every_pair_of_choices_reads_with_every_separator(name, separator, spelling):
    reader = ChoiceReader(LISTS[name])

    for first, second in zip(LISTS[name], LISTS[name][1:], strict=False):
        raw = separator.join(
            spelling.format(code=one.code, label=one.labels["zh"]) for one in (first, second)
        )
        assert reader.read_many(raw)[0] == [first.code, second.code]


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("training_kind", "肢体残疾", "3"),
        ("mode", "入户", "1"),
        ("mode", "上门走访", "1"),
        ("mode", "微信", None),
        ("hukou", "非农", "2"),
        ("hukou", "非农业户口", "2"),
        ("hukou", "农业户口", "1"),
        ("education_level", "高中", "4"),
        ("education_level", "大专及以上", "5"),
        ("yes_no", "√", "1"),
        ("yes_no", "①", "1"),
        ("yes_no", "×", "2"),
        ("yes_no", "✗", "2"),
        ("yes_no", "☑是□否", "1"),
        ("yes_no", "是（√）否（ ）", "1"),
        ("yes_no", "是( ) 否( √ )", "2"),
        ("yes_no", "是（√）否（√）", None),
        ("yes_no", "是（ ）否（ ）", None),
        ("yes_no", "□是  √否", "2"),
        ("yes_no", "是☐ 否☑", "2"),
        ("yes_no", "☑是☑否", None),
        ("yes_no", "□是□否", None),
        ("yes_no", "○", None),
        ("yes_no", "0", None),
        ("yes_no", "2、否", "2"),
        ("yes_no", "Yes", "1"),
        ("yes_no", "FALSE", "2"),
        ("yes_no", "'2", "2"),
        ("yes_no", "1、否", None),
        ("yes_no", "3", None),
        ("school", "00", "0"),
        ("school", "02", "2"),
        ("yes_no", "是否", None),
        ("worker_insurance", "未参加养老保险", None),
        ("status", "正常在家", "6"),
        ("not_employed_reason", "4.无技能", "4"),
        ("not_employed_reason", "7.其他：生病", "7"),
        ("facility", "有", None),
        ("facility", "有且已改造", "1"),
        ("grade", "Ⅱ级", "2"),
        ("grade", "2级", "2"),
    ],
)
def test_words_slightly_off_only_where_one_choice_can_be_meant(name, raw, code):
    reader = ChoiceReader(LISTS[name])

    if code is None:
        with pytest.raises(UnreadableChoice):
            reader.read_one(raw)
    else:
        assert reader.read_one(raw)[0] == code


@pytest.mark.parametrize(
    ("name", "raw", "codes"),
    [
        ("worker_insurance", "其他(失业、工伤、生育)", ["3"]),
        ("worker_insurance", "1.养老保险、3.其他（失业、工伤、生育）", ["1", "3"]),
        ("worker_insurance", "1、养老保险、2、医疗保险", ["1", "2"]),
        ("worker_insurance", "养老 医疗", ["1", "2"]),
        ("rehab_service", "3、功能训练；4、辅助器具", ["3", "4"]),
        ("rehab_service", "4 3", ["3", "4"]),
        ("rehab_service", "3.4", ["3", "4"]),
        ("rehab_service", "3,3", ["3"]),
        ("rehab_service", "辅具+护理", ["4", "5"]),
        ("social_assistance", "1最低生活保障3医疗救助", ["1", "3"]),
        ("welfare_allowance", "困难补贴、护理补贴", ["1", "2"]),
        ("school", "10 12", ["10", "12"]),
        ("rehab_service", "无", ["6"]),
        ("rehab_service", "②④", ["2", "4"]),
        ("rehab_service", "药物和辅助器具", ["2", "4"]),
        ("rehab_service", "药物及护理", ["2", "5"]),
        ("rehab_service", "□手术 ☑药物 □功能训练 ☑辅助器具", ["2", "4"]),
        ("rehab_service", "手术（ ）药物（√）护理（√）", ["2", "5"]),
        ("rehab_service", "■手术□药物", ["1"]),
        ("rehab_service", "13", ["1", "3"]),
        ("rehab_service", "３５", ["3", "5"]),
        ("rehab_service", "(1)(3)", ["1", "3"]),
        ("rehab_service", "2-3", ["2", "3"]),
        ("rehab_service", "1-3-5", ["1", "3", "5"]),
        ("school", "12", ["12"]),
        ("school", "113", ["3", "11"]),
    ],
)
def test_several_choices_in_one_cell(name, raw, codes):
    assert ChoiceReader(LISTS[name]).read_many(raw)[0] == codes


@pytest.mark.parametrize(
    "raw",
    [
        "33",
        "45",
        "1-3",
        "2025",
        "1、医疗保险、2、养老保险",
        "1、医疗保险",
        "养老保险;失踪",
        "9",
        "1;9",
    ],
)
def test_what_may_mean_something_else_is_not_read(raw):
    with pytest.raises(UnreadableChoice):
        ChoiceReader(LISTS["worker_insurance"]).read_many(raw)


def test_codes_side_by_side_are_not_read_where_they_can_be_taken_apart_in_two_ways():
    with pytest.raises(UnreadableChoice):
        ChoiceReader(LISTS["school"]).read_many("112")


@given(st.sampled_from(sorted(LISTS)), st.text(max_size=30))
def test_any_text_gives_choices_of_the_list_or_none(name, raw):
    reader = ChoiceReader(LISTS[name])
    try:
        codes, _is_similar = reader.read_many(raw)
    except UnreadableChoice:
        return
    assert set(codes) <= {choice.code for choice in LISTS[name]}
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("手术√ 药物 护理√", ["1", "5"]),
        ("1.手术 2.药物√", ["2"]),
        ("√手术、药物、√护理", ["1", "5"]),
        ("手术 √ 药物", None),
        ("1√2√3", None),
    ],
)
def test_ticks_beside_words_say_which_are_meant(raw, codes):
    reader = ChoiceReader(LISTS["rehab_service"])

    if codes is None:
        with pytest.raises(UnreadableChoice):
            reader.read_many(raw)
    else:
        assert reader.read_many(raw)[0] == codes


def test_a_tick_beside_one_of_two_is_that_one():
    reader = ChoiceReader(LISTS["yes_no"])

    assert [reader.read_one(raw)[0] for raw in ("是√", "1.是 2.否√", "√否")] == ["1", "2", "2"]


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("not_employed_reason", "有劳动能力", None),
        ("not_employed_reason", "劳动能力丧失", "5"),
        ("no_rehab_reason", "当地没有", "3"),
        ("no_rehab_reason", "没有时间", None),
        ("education_level", "小学以下", None),
        ("education_level", "半文盲", None),
        ("school", "普通小学特教班", None),
        ("school", "普通初中(休学)", None),
        ("social_assistance", "低保边缘户", None),
        ("social_assistance", "已取消低保", None),
        ("social_assistance", "城乡低保", "1"),
        ("worker_insurance", "居民医保", None),
        ("worker_insurance", "农村合作医疗", None),
        ("worker_insurance", "职工医保", "2"),
        ("welfare_allowance", "生活补贴(停发)", None),
        ("employment_need", "不需要培训", None),
        ("rehab_service", "辅助器具(轮椅)", "4"),
        ("rehab_service", "其他(眼镜)", None),
        ("no_activity_reason", "其他（身体不便）", "4"),
        ("hukou", "农业转非农业", None),
        ("yes_no", "部分享受", None),
        ("yes_no", "2019年已改造", None),
        ("status", "2026年3月去世", "5"),
        ("status", "外出已回", None),
    ],
)
def test_what_else_a_text_says_beside_a_known_word_is_not_passed_over(name, raw, code):
    reader = ChoiceReader(LISTS[name])

    for read in (reader.read_one, lambda text: reader.read_many(text)[0]):
        if code is None or (read != reader.read_one and "年" in raw):
            with pytest.raises(UnreadableChoice):
                read(raw)
        else:
            assert code in read(raw)
