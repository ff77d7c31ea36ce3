"""Conditions in an officer's words."""

from __future__ import annotations

import pytest

from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.model import Choice, Form, Item, ItemKind

YES_NO = (Choice("1", {"zh": "是"}), Choice("2", {"zh": "否"}))
ITEMS = (
    Item("age", "age", ItemKind.CALCULATE, {}, data_type="int"),
    Item("category", "category", ItemKind.CALCULATE, {}),
    Item("job", "job", ItemKind.SELECT_ONE, {"zh": "就业"}, choices=YES_NO),
    Item("help", "help", ItemKind.SELECT_MULTIPLE, {"zh": "帮扶"}, choices=YES_NO),
    Item("day", "day", ItemKind.DATE, {"zh": "调查日期"}),
    Item("reference_date", "reference_date", ItemKind.CALCULATE, {}, data_type="date"),
)
WORDS = ConditionWords(Form("f", "1", "表", "", ITEMS), "help")


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", ""),
        ("true()", "一律"),
        ("${job} = '1'", "“就业”为“是”"),
        ("${job} != '1' and ${age} >= 16", "“就业”不是“是”；年龄在 16 及以上"),
        ("${age} >= 16 and ${age} <= 59", "年龄在 16 至 59"),
        ("${age} < 18 or ${age} > 60", "年龄小于 18，或者年龄大于 60"),
        (
            "${job} = '1' and (${category} = '5' or ${category} = '6')",
            "“就业”为“是”；残疾类别为“智力”或“精神”",
        ),
        ("${job} = '' and ${job} = ''", "“就业”未填；“就业”未填"),
        ("${job} != ''", "“就业”已填"),
        ("selected(${help}, '2')", "“帮扶”选了“否”"),
        ("not(selected(${help}, '2'))", "“帮扶”没有选“否”"),
        ("not(selected(., '2')) or count-selected(.) = 1", "“否”不能与其他选项同选"),
        ("${day} < ${reference_date}", "“调查日期”早于标准时点"),
        (". >= 1 and . <= 30", "本项在 1 至 30"),
        ("regex(${job}, '^1$')", "regex(${job}, '^1$')"),
        ("${job} = '1' and regex(., 'x')", "${job} = '1' and regex(., 'x')"),
        ("(((", "((("),
    ],
)
def test_a_condition_reads_as_a_sentence_or_stays_as_written(expression: str, words: str) -> None:
    assert WORDS.whole(expression) == words


def test_each_term_is_told_by_itself() -> None:
    assert WORDS.terms("${job} = '1' and ${age} < 45") == ("“就业”为“是”", "年龄小于 45")
    assert WORDS.terms("regex(., 'x') and ${age} < 45") == ()
