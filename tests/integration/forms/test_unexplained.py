"""Who breaks a constraint is told what is wanted, also where the form itself does not say it."""

from datetime import datetime

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

NOW = FormContext(datetime(2025, 10, 1, 12, tzinfo=OFFICE_ZONE), {})
HEADER = ("type", "name", "label", "constraint", "constraint_message", "required")
SURVEY = [
    HEADER,
    ("integer", "age", "年龄", ". >= 0 and . <= 120", "", "yes"),
    ("text", "plain", "门牌", "regex(., '^[A-Z]+-[0-9]+$')", "", ""),
    ("text", "said", "楼号", "regex(., '^[A-Z]+$')", "只写大写字母", ""),
    ("text", "both", "室号", "string-length(.) < 5 and regex(., '^[A-Z]+$')", "", ""),
]
UNEXPLAINED = "form_constraint_unexplained"


def test_a_constraint_without_message_is_told_in_words(make_workbook):
    form = load_form(make_workbook(SURVEY), "f.xlsx")
    compiled = compile_form(form)
    wrong = {"age": "150", "plain": "x", "said": "x", "both": "ABCDEFG"}
    assert [str(one.message) for one in compiled.find(wrong, NOW)] == [
        "“年龄”不符合要求：本项在 120 及以下（年龄为“150”）。",
        "“门牌”填的内容不允许（门牌为“x”）。",
        "楼号：只写大写字母",
        "“室号”不符合要求：本项的长度小于 5（室号为“ABCDEFG”）。",
    ]


def test_only_what_has_no_words_is_remarked_on(make_workbook):
    found = check_form(make_workbook(SURVEY), "f.xlsx")
    cells = [
        (one.place.row, one.place.column, one.value) for one in found if one.code == UNEXPLAINED
    ]
    assert cells == [(3, 4, SURVEY[2][3]), (5, 4, SURVEY[4][3])]


def test_a_form_of_a_thousand_questions_is_compiled(make_workbook):
    rows = [("integer", f"q{n}", f"Q{n}", f". < {n + 5}", "太大", "") for n in range(1_000)]
    compiled = compile_form(load_form(make_workbook([HEADER, *rows]), "f.xlsx"))
    assert compiled.is_flat
    answers = {f"q{n}": "7" for n in range(1_000)}
    assert [one.item for one in compiled.find(answers, NOW)] == ["q0", "q1", "q2"]
