"""`regex()` says of Java's patterns what Java says."""

from datetime import datetime

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import check_form, load_form
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
    r"[^a[b1]&&[\p{L}\d]]+",
    r"[^a-c&&[^b]].*",
    r"[\w&&[^\d_]]+[&|~^-]*",
    r"(?<x>a)\k<x>b",
    r".*\b.+",
    r".*\B.*",
    r"(?i)[^\p{Lu}&&abc]+|(a+)+c",
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
    assert known == PATTERNS
    assert len(engines.refused) == 0


def is_known(pattern):
    try:
        pattern_of(pattern)
    except EvaluationError:
        return False
    return True


@pytest.mark.parametrize("pattern", ["[a-", "(", "a{2,1}", r"\p{Nothing}", "*", "x{2}{3}"])
def test_what_python_cannot_say_is_told(pattern):
    with pytest.raises(EvaluationError):
        pattern_of(pattern)


STALLING = [
    ("(a+)+b", "a" * 5000, False),
    ("(a|aa)+$", "a" * 3000 + "b", False),
    (r"([a-zA-Z0-9]+\s?)*", "x y " * 500 + "!", False),
    (r"(\p{IsHan}+(·\p{IsHan}+)*)+", "张" * 300, True),
    (".*a.*b.*c", "ab" * 3000 + "c", True),
    (r"^\w+([.-]?\w+)*@\w+([.-]?\w+)*(\.\w{2,3})+$", "a" * 200 + "@b.cn", True),
    (r"(\w+\b\s*)+", "ab cd ef gh ij kl mn op qr st uv wx yz", True),
    ("(?i)(A{0,40}){0,40}B", "a" * 90 + "b", True),
]


@pytest.mark.parametrize(("pattern", "text", "fits"), STALLING, ids=[s[0] for s in STALLING])
def test_no_pattern_holds_the_program_up(pattern, text, fits):
    assert (pattern_of(pattern).fullmatch(text) is not None) is fits


def test_a_pattern_that_cannot_be_followed_in_one_go_has_no_value_on_long_texts(make_workbook):
    pattern = r"(?!.*x)(a+)+b"
    header = ("type", "name", "label", "constraint", "constraint_message")
    rows = [header, ("text", "a", "A", f"regex(., '{pattern}')", "M")]
    (problem,) = check_form(make_workbook(rows), "f.xlsx")
    assert (problem.code, problem.severity) == ("form_pattern_endless", Severity.WARNING)
    assert (problem.place.row, problem.place.column) == (2, 4)
    form = compile_form(load_form(make_workbook(rows), "f.xlsx"))
    context = FormContext(datetime(2025, 1, 1, tzinfo=OFFICE_ZONE))
    said = [form.evaluate({"a": text}, context)["a"].valid for text in ("aab", "ab" + "a" * 60)]
    assert said == [True, False]


@pytest.mark.parametrize("torn", ["[a-", "(ab", "a)", "*a", "a|+", r"[\]", r"(\(a"])
def test_a_torn_pattern_is_an_error_at_its_cell(make_workbook, torn):
    rows = [("type", "name", "label", "constraint"), ("text", "a", "A", f"regex(., '{torn}')")]
    (problem,) = check_form(make_workbook(rows), "f.xlsx")
    assert (problem.code, problem.severity) == ("form_pattern_unreadable", Severity.ERROR)
    assert (problem.place.row, problem.place.column) == (2, 4)
