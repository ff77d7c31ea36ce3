"""What people get wrong when they write forms is told at its cell, with what to write instead."""

import pytest

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.read_xlsform import check_form

HEADER = (
    *("type", "name", "label", "relevant", "calculation", "choice_filter"),
    *("parameters", "required"),
)
CHOICES = [
    ("list_name", "name", "label", "town", "empty"),
    ("l", "p", "Yes", "a", ""),
    ("l", "q", "No", "b", ""),
]
FIRST = [("text", "a", "A"), ("select_one l", "s", "S")]
REPEAT = [("begin_repeat", "r", "R"), ("integer", "n", "N"), ("end_repeat", "", "")]
ERROR, WARNING = Severity.ERROR, Severity.WARNING
SLIPS = {
    "several answers of a repeat": (
        [*REPEAT, ("select_multiple ${n}", "c", "C")],
        (ERROR, "form_several_of_rows", "survey", 7, 1, "select_one ${n}"),
    ),
    "a name without ${}": (
        [("text", "c", "C", "a = 'x'")],
        (ERROR, "form_path_unknown", "survey", 4, 4, "${a}"),
    ),
    "a function without brackets": (
        [("calculate", "c", "", "", "today")],
        (ERROR, "form_path_unknown", "survey", 4, 5, "today()"),
    ),
    "an operator in capitals": (
        [("text", "c", "C", "${a} = '1' AND ${s} = 'p'")],
        (ERROR, "form_operator_unknown", "survey", 4, 4, "and"),
    ),
    "an error of the spreadsheet": (
        [("text", "c", "C", "#REF!")],
        (ERROR, "form_character_unknown", "survey", 4, 4, "表格软件"),
    ),
    "a label instead of a code": (
        [("text", "c", "C", "${s} = 'Yes'")],
        (WARNING, "form_choice_unknown", "survey", 4, 4, "“p”"),
    ),
    "a code that is not there": (
        [("text", "c", "C", "not(selected(${s}, '3'))")],
        (WARNING, "form_choice_unknown", "survey", 4, 4, "p, q"),
    ),
    "a column that the list has not": (
        [("select_one l", "c", "C", "", "", "twon = ${a} and empty = '' and name != label")],
        (WARNING, "form_choice_column_unknown", "survey", 4, 6, "town"),
    ),
    "a list with a slip": (
        [("select_one L", "c", "C")],
        (ERROR, "form_list_unknown", "survey", 4, 1, "“l”"),
    ),
    "a question that is not in the repeat": (
        [*REPEAT, ("calculate", "c", "", "", "indexed-repeat(${n}, ${a}, 1)")],
        (ERROR, "form_repeat_wanted", "survey", 7, 5, "${name}"),
    ),
    "a question without quotation marks": (
        [("calculate", "c", "", "", "jr:choice-name(${s}, ${s})")],
        (WARNING, "form_quotes_wanted", "survey", 4, 5, "'${name}'"),
    ),
    "a parameter of another type": (
        [("range", "c", "C", "", "", "", "begin=1")],
        (ERROR, "form_refused", "survey", 4, 7, "start, step"),
    ),
    "a file that is no list": (
        [("select_one_from_file v.txt", "c", "C")],
        (ERROR, "form_refused", "survey", 4, 1, ".geojson"),
    ),
    "or_other with a filter": (
        [("select_one l or_other", "c", "C", "", "", "town = ${a}")],
        (ERROR, "form_refused", "survey", 4, 6, "其他"),
    ),
    "a name that differs by capitals": (
        [("text", "A", "C")],
        (WARNING, "form_warning", "survey", 4, 2, "改掉"),
    ),
    "a code without quotation marks": (
        [("text", "c", "C", "${s} = yes")],
        (ERROR, "form_path_unknown", "survey", 4, 4, "引号"),
    ),
    "a date as text": (
        [("date", "d", "D"), ("text", "c", "C", "${d} >= '2025-9-30' and ${a} = '2025-09-30'")],
        (WARNING, "form_date_as_text", "survey", 5, 4, "date('2025-9-30')"),
    ),
    "a date that is a sum": (
        [("date", "d", "D"), ("text", "c", "C", "${d} >= 2025-09-30 and ${a} - 1 - 2 > 0")],
        (WARNING, "form_date_as_sum", "survey", 5, 4, "date('2025-09-30')"),
    ),
    "full width": (
        [("text", "c", "C", "${a}＝'1'")],
        (ERROR, "form_character_unknown", "survey", 4, 4, "“=”"),
    ),
    "required in Chinese": (
        [("text", "c", "C", "", "", "", "", "是")],
        (ERROR, "form_path_unknown", "survey", 4, 8, "引号"),
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_at_its_cell_with_what_to_write(make_workbook, name):
    rows, (severity, code, *cell, advised) = SLIPS[name]
    (problem,) = check_form(make_workbook([HEADER, *FIRST, *rows], CHOICES), "f.xlsx")
    place = problem.place
    assert (problem.severity, problem.code) == (severity, code)
    assert [place.sheet, place.row, place.column] == cell
    assert advised in str(problem.advice)
    assert "form library" not in str(problem.message)


def test_the_form_library_is_heard_in_chinese(make_workbook):
    header = ("type", "name", "label::English", "label::Chinese (zh)", "hint::Chinese (zh)")
    survey = [header, ("begin_group", "g", "", ""), ("image", "i", "I", "图"), ("end_group",)]
    found = check_form(make_workbook(survey, [*CHOICES, ("l", "r", "")]), "f.xlsx")
    told = {one.code for one in found}, {str(one.message) for one in found}
    assert told[0] == {"form_warning"}
    assert len(told[1]) >= 4
    assert not any("form library" in words or "表单库" in words for words in told[1])


def test_a_misspelt_heading_is_told_beside_what_follows_from_it(make_workbook):
    survey = [("type", "name", "lable"), ("text", "a", "A")]
    found = check_form(make_workbook(survey), "f.xlsx")
    assert [one.code for one in found] == ["form_label_missing", "form_column_unknown"]


def test_questions_without_choices_and_our_own_words_are_not_remarked_on(make_workbook):
    rows = [
        ("select_one ${a}", "t", "T"),
        ("select_one l or_other", "o", "O"),
        ("text", "x", "X", "${o} = 'other' or ${s} = '' or ${a} = 'any' or ${s} = 'p'"),
    ]
    assert check_form(make_workbook([HEADER, *FIRST, *rows], CHOICES), "f.xlsx") == []
