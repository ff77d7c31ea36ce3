"""Texts keep template and values apart, so that what is stored reads in either language."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text, current_language, text, use_language

names = st.sampled_from(["count", "file", "part", "name"])
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
texts = st.recursive(
    st.builds(Text, st.text(), st.dictionaries(names, plain)),
    lambda inner: st.builds(Text, st.text(), st.dictionaries(names, plain | inner)),
    max_leaves=6,
)


def through_json(value):
    return json.loads(json.dumps(value))


@given(texts)
def test_a_text_comes_back_from_json_as_it_was(one):
    assert Text.from_json(through_json(one.to_json())) == one


@pytest.mark.parametrize(
    ("value", "kept"),
    [(date(2025, 9, 30), "2025-09-30"), (EntryState.READY, "ready"), (["a"], "['a']")],
)
def test_other_values_are_kept_as_their_words(value, kept):
    assert Text.from_json(through_json(text("{x}", x=value).to_json())).values == {"x": kept}


def test_a_stored_text_reads_in_the_language_of_the_reader(locale_folder):
    stored = through_json(text("{count} people have no form yet", count=3).to_json())
    assert str(Text.from_json(stored)) == "还有 3 人没有登记表"
    use_language("en", locale_folder)
    assert str(Text.from_json(stored)) == "3 people have no form yet"


def test_a_nested_text_is_translated_too():
    part = text("disability grade")
    whole = text("The {part} in the number is not the roster's.", part=part)
    assert str(whole) == "证号中的残疾等级与名册不符。"


def test_a_text_without_values_keeps_its_braces():
    assert str(Text("{as} it {is}")) == "{as} it {is}"


def test_values_are_never_read_as_templates():
    assert str(text("{file}", file="{count}")) == "{count}"


def test_the_empty_text_is_empty_not_the_catalogues_header():
    assert str(Text("")) == ""


def test_the_language_in_use_can_be_asked(locale_folder):
    assert current_language() == "zh_CN"
    use_language("en", locale_folder)
    assert current_language() == "en"


def test_a_language_that_is_not_there_is_refused_and_the_old_one_stays(tmp_path_factory):
    with pytest.raises(FileNotFoundError):
        use_language("fr", tmp_path_factory.getbasetemp())
    assert current_language() == "zh_CN"


def test_an_error_says_message_and_advice():
    error = AppError("no_entry", Text("What."), Text("Do."), line=3)
    assert (str(error), error.code, error.context) == ("What. Do.", "no_entry", {"line": 3})
    assert str(AppError("no_entry", Text("What."))) == "What."


@given(
    st.sampled_from(Severity),
    st.builds(Place, st.text(), st.text(), st.integers(0), st.integers(0)),
    st.text(),
    texts,
    texts,
)
def test_a_problem_comes_back_from_json_as_it_was(severity, place, value, message, advice):
    problem = Problem("some_code", severity, place, value, message, advice)
    assert Problem.from_json(through_json(problem.to_json())) == problem
