"""`regex()` says of Java's patterns what Java says."""

import pytest

from dsurvey_desktop.forms.xpath_functions import pattern_of
from dsurvey_desktop.forms.xpath_values import EvaluationError

PATTERNS = [
    r"[\p{L} ]+",
    r"[\p{IsHan}·]{2,30}",
    r"\p{IsHan}+(·\p{IsHan}+)*",
    r"[\u4e00-\u9fa5]{2,}",
    r"\p{Lu}\p{Ll}+",
    r"[^\p{L}]*",
    r"\P{L}+",
    r"\pL+",
    r"\p{Alpha}+",
    r"[\p{Alnum}_]+",
    r"\p{Punct}+",
    r"[\p{N}\p{P}]+",
    r"\p{Nd}+",
    r"\p{IsAlphabetic}+",
    r"\p{script=Han}+",
    r"\p{IsLatin}+",
    r"\p{InCJKUnifiedIdeographs}+",
    r"\d{3}-\d{4}",
    r"\w+",
    r"\s*",
    r"\Qa.b\E.*",
    r"(?<first>a+)(?<rest>.*)",
    r"(?i)ABC",
    r"a++b?",
    r"[a[bc]]+",
    r"[a-z&&[^b]]+",
    r"(?!0)\d+",
    r"(?<=a)b",
    r"^abc$",
    r"abc\z",
    r"[\[\]]+",
    r"[^]a]+",
    r"\h+",
    r"1[3-9]\d{9}",
    r"(\d{17}[\dXx])?",
    r"[^0-9].*|",
]
TEXTS = [
    *(
        "abc",
        "ABC",
        "Abc",
        "张三",
        "阿依·古丽",
        "Zhang San",
        "ab",
        "123",
        "0571",
        "123-4567",
        "a.b1",
    ),
    *(
        "é",
        "Éa",
        "٣",
        "!?",
        "…",
        "_a1",
        "𠅤",
        "aab",
        "Ж",
        "[]",
        "13812345678",
        "a_b",
    ),
]


def test_java_says_the_same_of_each_text(engines, make_workbook):
    rows = [("type", "name", "label", "calculation"), ("text", "a", "A", "")]
    known = [pattern for pattern in PATTERNS if is_known(pattern)]
    rows += [
        ("calculate", f"c{number}", "", f"regex(${{a}}, '{pattern}')")
        for number, pattern in enumerate(known)
    ]
    found = engines.differences([(make_workbook(rows), [{"a": text} for text in TEXTS])])
    assert [(one.item.calculation, one.answers["a"], one.ours.value) for one in found] == []
    assert set(PATTERNS) - set(known) == {r"[a-z&&[^b]]+"}
    assert len(engines.refused) == 0


def is_known(pattern):
    try:
        pattern_of(pattern)
    except EvaluationError:
        return False
    return True


@pytest.mark.parametrize("pattern", ["[a-", "(", "a{2,1}", r"\p{Nothing}", "*", "[a[^b]]"])
def test_what_python_cannot_say_is_told(pattern):
    with pytest.raises(EvaluationError):
        pattern_of(pattern)
