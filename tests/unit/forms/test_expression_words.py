"""Conditions in an officer's words."""

from __future__ import annotations

import pytest

from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.model import Choice, Item, ItemKind

YES_NO = (Choice("1", {"zh": "是"}), Choice("2", {"zh": "否"}))
ITEMS = (
    Item("age", "age", ItemKind.CALCULATE, {}, data_type="int"),
    Item("category", "category", ItemKind.CALCULATE, {}),
    Item("job", "job", ItemKind.SELECT_ONE, {"zh": "就业"}, choices=YES_NO),
    Item("help", "help", ItemKind.SELECT_MULTIPLE, {"zh": "帮扶"}, choices=YES_NO),
    Item("day", "day", ItemKind.DATE, {"zh": "调查日期"}),
    Item("reference_date", "reference_date", ItemKind.CALCULATE, {}, data_type="date"),
)
WORDS = ConditionWords({item.name: item for item in ITEMS}, "help")


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
        ("regex(${job}, '^x$')", "regex(${job}, '^x$')"),
        ("${job} = '1' and regex(., 'x')", "${job} = '1' and regex(., 'x')"),
        ("(((", "((("),
        ("not(selected(., '1') and selected(., '2'))", "不能同时：本项选了“是”，并且本项选了“否”"),
        ("regex(., '^1[0-9]{10}$')", "本项是 11 位数字，以 1 开头"),
        ("regex(${job}, '[0-9]{3,4}')", "“就业”是 3 至 4 位数字"),
        (r"regex(${job}, '^\d{17}[\dX]$')", "“就业”是 18 位数字，末位可为 X"),
        ("${age} >= number(format-date(${day}, '%Y'))", "年龄在 “调查日期”的年份 及以上"),
        ("'2025-01-01' <= ${day}", "2025-01-01不晚于“调查日期”"),
        (". <= 1234567", "本项在 1234567 及以下"),
        (". >= 0.5 and . <= 1000000", "本项在 0.5 至 1000000"),
        ("(${age} + 2) * 3 > 18", "（年龄 + 2） × 3大于 18"),
        ("${age} - (${age} - 1) > 0", "年龄 − （年龄 − 1）大于 0"),
        ("not(${day} > today())", "不能是：“调查日期”晚于填报当天"),
        (
            "${day} >= date('2025-09-01') and ${day} <= today()",
            "“调查日期”不早于2025-09-01；“调查日期”不晚于填报当天",
        ),
        (
            "${day} = ${reference_date} or ${age} * 2 != 8",
            "“调查日期”与标准时点相同，或者年龄 × 2不是 8",
        ),
        ("string-length(.) >= 2 and string-length(.) <= 5", "本项的长度在 2 至 5"),
    ],
)
def test_a_condition_reads_as_a_sentence_or_stays_as_written(expression: str, words: str) -> None:
    assert WORDS.whole(expression) == words


def test_each_term_is_told_by_itself() -> None:
    said = WORDS.terms("${job} = '1' and regex(., 'x') and ${age} < 45")
    assert [one and str(one) for one in said] == ["“就业”为“是”", None, "年龄小于 45"]
