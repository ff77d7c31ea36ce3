"""Calculations that run when another question changes: as JavaRosa runs them on a device."""

from datetime import datetime
from random import Random

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.answer_sets import evaluate_answer_sets
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_json import form_from_json, form_to_json
from dsurvey_desktop.forms.read_xlsform import check_form, load_form
from dsurvey_desktop.usecases.written_words import written_when

CONTEXT = FormContext(datetime(2025, 10, 5, 14, 30, tzinfo=OFFICE_ZONE))
HEADER = ("type", "name", "label", "calculation", "trigger", "default", "relevant")
CHOICES = [("list_name", "name", "label"), ("pq", "p", "P"), ("pq", "q", "Q")]


@pytest.fixture
def one_by_one(javarosa, monkeypatch):
    monkeypatch.setattr(javarosa, "gives_one_by_one", True)


def form_of(make_workbook, *rows):
    return make_workbook(
        [HEADER, *(row + ("",) * (len(HEADER) - len(row)) for row in rows)], CHOICES
    )


def values(data, answers, name="f.xlsx"):
    (found,) = evaluate_answer_sets(data, name, [answers], CONTEXT)
    return {key: state["value"] for key, state in found["items"].items()}


WRITTEN = [
    ("integer", "a", "A"),
    ("integer", "b", "B", "", "", "2"),
    ("calculate", "c", "", "${a} * 2", "${a}"),
    ("text", "d", "D", "concat('x', ${c}, ${later})", "${a}, ${b}"),
    ("integer", "cleared", "E", "", "${a}", "4"),
    ("integer", "cut", "I", "${a} div 2", "${a}"),
    ("calculate", "seen", "", "concat(${seen}, '+', ${a})", "${a}"),
    ("calculate", "hidden", "", "${a} * 3", "${a}", "", "${a} > 5"),
    ("select_multiple pq", "m", "M"),
    ("select_multiple pq", "n", "N", "${m}", "${m}"),
    ("integer", "chained", "C", "count-selected(${n})", "${n}"),
    ("begin_repeat", "r", "R"),
    ("integer", "ra", "A"),
    ("integer", "rb", "B", "${ra} + position(..)", "${ra}"),
    ("begin_group", "g", "G"),
    ("integer", "ga", "A"),
    ("calculate", "gb", "", "${ga} * 10 + position(../..)", "${ra}, ${ga}"),
    ("end_group", ""),
    ("begin_repeat", "q", "Q"),
    ("integer", "qa", "A"),
    ("calculate", "qb", "", "${ra} * 100 + ${qa}", "${qa}"),
    ("end_repeat", ""),
    ("calculate", "times", "", ". + 1", "${qa}", "0"),
    ("end_repeat", ""),
    ("integer", "later", "L"),
]
GIVEN = [
    {},
    {"a": 3},
    {"a": 7, "b": 2},
    {"a": 6, "b": 5, "later": 1},
    {"b": 3, "cleared": 9},
    {"a": 1, "cut": 8, "d": "own"},
    {"m": ["p", "q"]},
    {"m": ["p"], "n": ["q", "p"]},
    {"r": [{"ra": 1, "ga": 2, "q": [{"qa": 3}, {"qa": 4}]}, {"ga": 5, "rb": 6, "q": []}]},
]


def test_javarosa_writes_the_same(engines, one_by_one, make_workbook):
    assert engines.differences([(form_of(make_workbook, *WRITTEN), GIVEN)]) == []
    assert not engines.refused


def test_what_is_given_is_never_written_over(make_workbook):
    data = form_of(make_workbook, *WRITTEN)
    found = values(data, {"a": 3, "d": "own", "cleared": 4, "c": None})
    assert [found[name] for name in ("d", "cleared", "c", "cut")] == ["own", 4, None, 1]


def test_an_entry_that_is_there_already_stays_as_it_came(make_workbook):
    form = compile_form(load_form(form_of(make_workbook, *WRITTEN), "f.xlsx"))
    assert form.evaluate({"a": 3}, CONTEXT)["c"].value is None
    assert form.evaluate({"a": 3, "c": "7"}, CONTEXT)["c"].value == "7"
    assert form.find({"a": 3, "hidden": "7"}, CONTEXT) == []


def test_questions_that_trigger_each_other_come_to_an_end(make_workbook):
    data = form_of(
        make_workbook,
        ("decimal", "celsius", "C", "(${fahrenheit} - 32) * 5 div 9", "${fahrenheit}"),
        ("decimal", "fahrenheit", "F", "${celsius} * 9 div 5 + 32", "${celsius}"),
    )
    assert check_form(data, "f.xlsx") == []
    assert values(data, {"celsius": 100}) == {"celsius": 100, "fahrenheit": 212}
    assert values(data, {"fahrenheit": 32}) == {"celsius": 0, "fahrenheit": 32}
    endless = form_of(
        make_workbook,
        ("integer", "start", "S"),
        ("integer", "up", "U", "${down} + 1", "${start}, ${down}", "0"),
        ("integer", "down", "D", "${up} + 1", "${up}", "0"),
    )
    assert values(endless, {"start": 1})["start"] == 1


def test_rows_of_other_repeats_are_written_in_each(make_workbook):
    rows = [
        ("integer", "a", "A"),
        ("begin_repeat", "r", "R"),
        ("calculate", "rc", "", "${a} + position(..)", "${a}"),
        ("text", "t", "T"),
        ("end_repeat", ""),
        ("calculate", "total", "", "count(${r})", "${t}"),
    ]
    found = values(form_of(make_workbook, *rows), {"a": 3, "r": [{}, {"t": "x"}]})
    assert [found[name] for name in ("r[1]/rc", "r[2]/rc", "total")] == [4, 5, 2]


def test_what_a_device_notes_triggers_nothing(make_workbook):
    rows = [
        ("today", "day", ""),
        ("text", "t", "T"),
        ("calculate", "c", "", "1", "${day}"),
        ("background-geopoint", "place", "", "", "${t}"),
    ]
    data = form_of(make_workbook, *rows)
    assert check_form(data, "f.xlsx") == []
    found = values(data, {"day": "2025-01-01", "t": "x", "place": "30 120"})
    assert (found["c"], found["place"]) == (None, "30 120")
    assert values(data, {"t": "x"})["place"] is None


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (("calculate", "c", "", "${a}", "${made}"), "form_trigger_hidden", 5),
        (("calculate", "c", "", "${a}", "${written}"), "form_trigger_hidden", 5),
        (("calculate", "c", "", "${a}", "${nobody}"), "form_reference_unknown", 5),
        (("calculate", "c", "", "${a}", "a"), "form_reference_malformed", 5),
        (("calculate", "c", "", "none(${a})", "${a}"), "form_function_unknown", 4),
        (("calculate", "c", "", "${a} +", "${a}"), "form_expression_unfinished", 4),
    ],
)
def test_a_trigger_that_cannot_work_is_named_with_its_cell(make_workbook, row, code, column):
    rows = [
        ("integer", "a", "A"),
        ("calculate", "made", "", "${a} + 1"),
        ("calculate", "written", "", "1", "${a}"),
    ]
    problems = check_form(form_of(make_workbook, *rows, row), "f.xlsx")
    assert [(p.code, p.place.sheet, p.place.row, p.place.column) for p in problems] == [
        (code, "survey", 5, column)
    ]


def test_random_triggers_are_those_of_javarosa(engines, one_by_one, make_workbook):
    cases = []
    for seed in range(25):
        source = Random(seed)
        rows = list(_random_rows(source))
        cases.append((form_of(make_workbook, *rows), [_answers(source, rows) for _ in range(5)]))
    assert engines.differences(cases) == []
    assert not engines.refused
    assert engines.compared > 1_000


def _random_rows(source):
    """Questions that are asked, then some that earlier ones trigger, which may trigger again."""
    shown = []
    for number in range(14):
        name = f"q{number}"
        kind = source.choice(["integer", "decimal", "text"])
        others = [*shown, name]
        one, other = source.choice(others), source.choice(others)
        what = source.choice(
            ["${%s} + 1", "concat(${%s}, '/')", "coalesce(${%s}, 5)", "string-length(${%s})"]
        )
        written = source.choice([f"{what % one} + string-length(${{{other}}})", what % one, ""])
        if kind == "integer" or kind == "decimal":
            written = written and f"string-length({written})"
        default = source.choice(["", "", "3"])
        triggers = source.sample(shown, min(len(shown), source.randint(0, 2)))
        if not triggers:
            yield (kind, name, name, "", "", default)
        elif source.random() < 0.3 and written:
            yield ("calculate", name, "", written, _names(triggers))
            continue
        else:
            yield (kind, name, name, written, _names(triggers), default)
        shown.append(name)


def _names(triggers):
    return ", ".join(f"${{{name}}}" for name in triggers)


def _answers(source, rows):
    """Answers to some questions; of those that are written none, which a device writes over."""
    given = {"integer": [1, 3, 44], "decimal": [1.5, 3], "text": ["x", "3", "ab"]}
    return {
        row[1]: source.choice(given[row[0]])
        for row in rows
        if row[0] in given and not row[4] and source.random() < 0.7
    }


def test_the_form_page_says_which_answers_the_form_writes(make_workbook):
    form = load_form(form_of(make_workbook, *WRITTEN), "f.xlsx")
    written = {item.name: written_when(form, item) for item in form.items}
    assert written["a"] == ""
    assert written["cut"] == "在以下题目改变时：A；按公式 ${a} div 2"
    assert written["cleared"] == "在以下题目改变时清空：A"
    assert form_from_json(form_to_json(form)) == form
