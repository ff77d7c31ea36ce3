"""Answers at a place of a form, rows of repeats included: given, added, taken away."""

from datetime import datetime

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import load_form
from dsurvey_desktop.usecases.trial_answers import with_answer, with_row, without_row

CONTEXT = FormContext(datetime(2025, 10, 5, 14, 30, tzinfo=OFFICE_ZONE))
SURVEY = [
    ("type", "name", "label", "relevant"),
    ("begin_group", "g0", "G", ""),
    ("begin_repeat", "member", "M", ""),
    ("text", "own", "O", ""),
    ("text", "same", "S", ""),
    ("begin_group", "g1", "G", ""),
    ("text", "same", "S", ""),
    ("begin_repeat", "child", "C", "${own} != 'none'"),
    ("text", "c_own", "C", ""),
    ("text", "same", "S", ""),
    ("end_repeat", "", "", ""),
    ("end_group", "", "", ""),
    ("end_repeat", "", "", ""),
    ("end_group", "", "", ""),
    ("text", "same", "S", ""),
]


@pytest.fixture
def compiled(make_workbook):
    return compile_form(load_form(make_workbook(SURVEY), "f.xlsx"))


def test_what_is_given_under_a_name_is_found_under_it(compiled):
    answers = {}
    for repeat in ("member", "member", "member[2]/child", "member[2]/child"):
        answers = with_row(compiled.tree, answers, repeat)
    names = list(compiled.evaluate(answers, CONTEXT))
    assert len(names) == 1 + 2 * 3 + 2 * 2
    for name in names:
        answers = with_answer(compiled.tree, answers, name, f"at {name}")
    states = compiled.evaluate(answers, CONTEXT)
    assert {name: state.value for name, state in states.items()} == {n: f"at {n}" for n in names}
    assert compiled.evaluate(compiled.new_entry(answers, CONTEXT), CONTEXT) == states


def test_a_row_that_goes_takes_only_its_own_answers(compiled):
    answers = {}
    for name, value in (
        ("member[1]/own", "a"),
        ("member[2]/own", "b"),
        ("member[3]/own", "c"),
        ("member[3]/child[1]/c_own", "d"),
        ("member[3]/child[2]/c_own", "e"),
    ):
        answers = with_answer(compiled.tree, answers, name, value)
    answers = without_row(compiled.tree, answers, "member[1]")
    answers = without_row(compiled.tree, answers, "member[2]/child[1]")
    states = compiled.evaluate(answers, CONTEXT)
    kept = {name: state.value for name, state in states.items() if state.value}
    assert kept == {"member[1]/own": "b", "member[2]/own": "c", "member[2]/child[1]/c_own": "e"}
