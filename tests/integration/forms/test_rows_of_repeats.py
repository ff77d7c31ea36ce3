"""Which rows of a repeat an expression reads: paths up and down again, and `current()`."""

from datetime import datetime

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

FROM_A_ROW = [
    "count(../../s)",
    "count(../../s/m)",
    "count(/data/r/g/s)",
    "count(${s})",
    "sum(../../s/m)",
    "sum(/data/r/g/s/m)",
    "sum(${m})",
    "count(../../../../r)",
    "count(/data/r)",
    "count(${r})",
    "count(../../../../r/g/s)",
    "count(../../../g/s)",
    "count(../../s[m > 1])",
    "join(',', ../../s/m)",
    "../m",
    "count(../../../../r/n)",
    "string(../../../n)",
    "count(current()/../../s)",
    "count(current()/../../../../r)",
    "position(../../..)",
    "../../s[position() = position(current()/..) - 1]/m",
    "sum(../../s[position() <= position(current()/..)]/m)",
]
FROM_OUTSIDE = [
    "count(../g/s)",
    "count(../../r)",
    "count(../../r/g/s)",
    "sum(../../r/g/s/m)",
    "count(../../r[n != ''])",
    "count(../../r[n = current()/../n])",
    "sum(/data/r[n = current()/../n]/i)",
    "sum(/data/r[position() < position(current()/..)]/i)",
    "../../r[position() = position(current()/..) - 1]/n",
    "instance('l')/root/item[name = current()/../n]/label",
]


def calculations(letter, expressions):
    return [
        ("calculate", f"{letter}{number}", "", expression, "")
        for number, expression in enumerate(expressions)
    ]


SURVEY = [
    ("type", "name", "label", "calculation", "choice_filter"),
    ("begin_repeat", "r", "R", "", ""),
    ("text", "n", "N", "", ""),
    ("integer", "i", "I", "", ""),
    ("begin_group", "g", "G", "", ""),
    ("begin_repeat", "s", "S", "", ""),
    ("integer", "m", "M", "", ""),
    *calculations("x", FROM_A_ROW),
    ("end_repeat", "", "", "", ""),
    ("end_group", "", "", "", ""),
    *calculations("y", FROM_OUTSIDE),
    ("select_one l", "c", "C", "", "name != current()/../n"),
    ("end_repeat", "", "", "", ""),
]
CHOICES = [("list_name", "name", "label"), ("l", "a", "A"), ("l", "b", "B")]
ROWS = [
    {"n": "a", "i": 1, "c": "b", "s": [{"m": 1}, {"m": 2}]},
    {"n": "b", "i": 2, "c": "a", "s": [{"m": 3}, {"m": 4}, {"m": 5}]},
    {"n": "a", "i": 4, "s": [{"m": 9}]},
    {"n": "", "s": [{}]},
]


def test_the_rows_are_those_that_javarosa_reads(engines, make_workbook):
    data = make_workbook(SURVEY, CHOICES)
    assert check_form(data, "form.xlsx") == []
    assert engines.differences([(data, [{"r": ROWS}, {"r": ROWS[:1]}, {"r": ROWS[::-1]}])]) == []
    assert not engines.refused
    assert engines.compared > 300


def test_one_value_wanted_of_several_rows_is_remarked_on(make_workbook):
    rows = [*SURVEY[:6], *calculations("z", ["string(../../s/m)"]), *SURVEY[6:]]
    (problem,) = check_form(make_workbook(rows, CHOICES), "form.xlsx")
    assert (problem.code, problem.place.row) == ("form_reference_repeated", 7)


MADE_LATER = [
    ("type", "name", "label", "calculation", "repeat_count"),
    ("begin_repeat", "house", "H", "", ""),
    ("integer", "size", "S", "", ""),
    ("begin_repeat", "room", "R", "", "${size}"),
    ("integer", "beds", "B", "", ""),
    ("calculate", "twice", "", "position(..) * 2", ""),
    ("end_repeat", "", "", "", ""),
    ("begin_repeat", "person", "P", "", ""),
    ("text", "name", "N", "", ""),
    ("calculate", "seen", "", "indexed-repeat(${twice}, ${house}, 2, ${room}, 3)", ""),
    ("end_repeat", "", "", "", ""),
    ("end_repeat", "", "", "", ""),
]


def test_an_earlier_row_reads_what_a_later_rows_repeat_count_makes(engines, make_workbook):
    houses = [{"size": size, "person": [{"name": "甲"}]} for size in (1, 3)]
    data = make_workbook(MADE_LATER)
    found = compile_form(load_form(data, "form.xlsx")).evaluate(
        {"house": houses}, FormContext(datetime(2025, 10, 8, tzinfo=OFFICE_ZONE)), is_new=True
    )
    assert found["house[1]/person[1]/seen"].value == 6
    assert engines.differences([(data, [{"house": houses}])], is_new=False) == []
