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
        (ERROR, "form_required_unknown", "survey", 4, 8, "yes"),
    ),
    "and in Chinese": (
        [("text", "c", "C", "${a} = '1' 且 ${s} = 'p'")],
        (ERROR, "form_symbol_unexpected", "survey", 4, 4, "“and”"),
    ),
    "a sign of mathematics": (
        [("text", "c", "C", "${a}≥1")],
        (ERROR, "form_character_unknown", "survey", 4, 4, "“>=”"),
    ),
    "a division by a slash": (
        [("calculate", "c", "", "", "${a} / ${s}")],
        (ERROR, "form_symbol_unexpected", "survey", 4, 5, "“${a} div ${s}”"),
    ),
    "a sum divided by a slash": (
        [("calculate", "c", "", "", "(${a} + 1) / 3")],
        (ERROR, "form_symbol_unexpected", "survey", 4, 5, "“(${a} + 1) div 3”"),
    ),
    "a comparison turned round": (
        [("text", "c", "C", "${a} => 1")],
        (ERROR, "form_operator_unknown", "survey", 4, 4, "“>=”"),
    ),
    "a reference with blanks": (
        [("text", "c", "C", "${ a } = 1")],
        (ERROR, "form_reference_malformed", "survey", 4, 4, "“${a}”"),
    ),
    "a reference that is not closed": (
        [("text", "c", "C", "${a = 1")],
        (ERROR, "form_reference_malformed", "survey", 4, 4, "}"),
    ),
    "a reference without its sign": (
        [("text", "c", "C", "{a} = 1")],
        (ERROR, "form_character_unknown", "survey", 4, 4, "“${a}”"),
    ),
    "a reference of full width": (
        [("text", "c", "C", "＄｛a｝ = 1")],
        (ERROR, "form_character_unknown", "survey", 4, 4, "“${a}”"),
    ),
    "a function of spreadsheets": (
        [("text", "c", "C", "LEN(${a}) = 1")],
        (ERROR, "form_function_unknown", "survey", 4, 4, "string-length"),
    ),
    "a date that is none": (
        [("text", "c", "C", "date('2025/9/3') = today() and date('2025-09-03') = date('')")],
        (WARNING, "form_date_unreadable", "survey", 4, 4, "date('2025-09-03')"),
    ),
    "a day that its month has not": (
        [("text", "c", "C", "today() > date('2025-2-30')")],
        (WARNING, "form_date_unreadable", "survey", 4, 4, "date('2025-02-28')"),
    ),
    "two comparisons in a row": (
        [("text", "c", "C", "18 <= ${a} <= 60")],
        (WARNING, "form_comparison_chained", "survey", 4, 4, ". >= 18 and . <= 60"),
    ),
    "a code beside or": (
        [("text", "c", "C", "${s} = 'p' or 'q'")],
        (WARNING, "form_value_as_condition", "survey", 4, 4, "${…} = '1' or ${…} = 'q'"),
    ),
    "several choices compared with one": (
        [("select_multiple l", "m", "M"), ("text", "c", "C", "${m} != 'p' and ${m} != ''")],
        (WARNING, "form_several_compared", "survey", 5, 4, "not(selected(${m}, 'p'))"),
    ),
    "a question in quotation marks": (
        [("text", "c", "C", "'${a}' = 'x' and jr:choice-name(${s}, '${s}') = 'Yes'")],
        (WARNING, "form_reference_quoted", "survey", 4, 4, "${a}"),
    ),
    "a type with a hyphen": (
        [("select-one l", "c", "C")],
        (ERROR, "form_type_unknown", "survey", 4, 1, "select one"),
    ),
    "parameters without names": (
        [("range", "c", "C", "", "", "", "0-10")],
        (ERROR, "form_refused", "survey", 4, 7, "start=0"),
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


REWRITTEN = {
    "not ${a} = 1 and ${s} = 'p'": "not(${a} = 1) and ${s} = 'p'",
    "not selected(${s}, 'p')": "not(selected(${s}, 'p'))",
    "${a}>=18 and <=60": "${a}>=18 and ${a} <=60",
    ".>=0 and . <=5 ,": ".>=0 and . <=5",
    "=IF(${a}=1; 'x; y'; 3)": "if(${a}=1, 'x; y', 3)",
    "=${a} = 1": "${a} = 1",
    "= 5 or ${a} > 3": ". = 5 or ${a} > 3",
    ">0": ". >0",
    ". > = 0": ". >= 0",
    "selected(${s} 'p')": "selected(${s}, 'p')",
    "${s} in ('p', 'q')": "(${s} = 'p' or ${s} = 'q')",
    "${a} is null": "${a} = ''",
    "${a} is not empty": "${a} != ''",
    "if ${a} > 1 then 2 else 3": "if(${a} > 1, 2, 3)",
    "${a} = 1, ${s} = 'p'": "${a} = 1 and ${s} = 'p'",
    "(${a} > 1": "(${a} > 1)",
    "${a} > 1)": "${a} > 1",
    "and ${a} > 1": "${a} > 1",
    "${a} > 1 or": "${a} > 1",
    "如果 ${a} = 1": "${a} = 1",
    "regex(., ^1[0-9]{10}$)": "regex(., '^1[0-9]{10}$')",
    "int((today() - ${a}) / 365)": "int((today() - ${a}) div 365)",
}


@pytest.mark.parametrize("written", REWRITTEN)
def test_what_can_be_guessed_whole_is_written_out(make_workbook, written):
    part = "constraint" if REWRITTEN[written].startswith((".", "regex")) else "relevant"
    header = ("type", "name", "label", part)

    def checked(expression):
        rows = [header, *FIRST, ("text", "c", "C", expression)]
        return check_form(make_workbook(rows, CHOICES), "f.xlsx")

    (problem,) = checked(f" {written}")
    assert str(problem.advice) == f"请改写为“{REWRITTEN[written]}”。"
    assert [one.code for one in checked(REWRITTEN[written]) if one.severity is ERROR] == []


@pytest.mark.parametrize(
    "written",
    [
        *("${a} * * ${s}", "${a} '1'", "${a} 18", "${a} 18-60", "${a} = 1, 2", "(${a} = 1 or 2"),
        *("${a} in (1-5)", ">= 18 <= 60", "if(${a} = 1), 2, 3)"),
    ],
)
def test_no_guess_is_made_of_what_may_mean_anything(make_workbook, written):
    rows = [HEADER, *FIRST, ("text", "c", "C", written)]
    (problem,) = check_form(make_workbook(rows, CHOICES), "f.xlsx")
    assert "改写" not in str(problem.advice)


def test_a_value_beside_a_comparison_is_advised_with_its_operator(make_workbook):
    rows = [HEADER, *FIRST, ("text", "c", "C", "${s} != 'p' and 'q'")]
    (problem,) = check_form(make_workbook(rows, CHOICES), "f.xlsx")
    assert "${…} != '1' and ${…} != 'q'" in str(problem.advice)


def test_several_codes_in_one_text_are_advised_one_by_one_and_a_constraint_stays_at_its_own(
    make_workbook,
):
    several = ("select_multiple l", "m", "M", "", ". = 'p'")
    rows = [("type", "name", "label", "relevant", "constraint"), *FIRST, several]
    asked = [*rows, ("text", "c", "C", "${m} = 'p q'")]
    advices = [
        str(one.advice)
        for one in check_form(make_workbook(asked, CHOICES), "f.xlsx")
        if one.code == "form_several_compared"
    ]
    assert any("把 . = 'p' 改写为 selected(., 'p')" in one for one in advices)
    assert any("selected(${m}, 'p') and selected(${m}, 'q')" in one for one in advices)


def test_how_a_function_is_written_is_told_for_wrong_arguments(make_workbook):
    rows = [HEADER, *FIRST, ("calculate", "c", "", "", "if(${a} = 1, 2)")]
    (problem,) = check_form(make_workbook(rows, CHOICES), "f.xlsx")
    assert "if(${…} = '1', '…', '…')" in str(problem.advice)


def test_the_form_library_is_heard_in_chinese(make_workbook):
    header = ("type", "name", "label::English", "label::Chinese (zh)", "hint::Chinese (zh)")
    survey = [header, ("begin_group", "g", "", ""), ("image", "i", "I", "图"), ("end_group",)]
    found = check_form(make_workbook(survey, [*CHOICES, ("l", "r", "")]), "f.xlsx")
    told = {one.code for one in found}, {str(one.message) for one in found}
    assert told[0] == {"form_warning"}
    assert len(told[1]) >= 4
    lacking = next(one.place for one in found if "hint" in str(one.message))
    assert (lacking.sheet, lacking.row, lacking.column) == ("survey", 1, 5)
    assert not any("form library" in words or "表单库" in words for words in told[1])


def test_labels_that_a_language_lacks_and_a_first_language_that_is_none_are_told(make_workbook):
    survey = [
        ("type", "name", "label::中文 (zh)", "label::English (en)"),
        ("text", "a", "甲", "A"),
        ("text", "b", "乙", ""),
        ("text", "c", "丙", ""),
    ]
    settings = [("default_language", "form_id"), ("汉语", "f")]
    data = make_workbook(survey, settings=settings)
    found = [
        (one.code, one.place.sheet, one.place.row, one.place.column)
        for one in check_form(data, "f.xlsx")
    ]
    assert found == [
        ("form_label_untranslated", "survey", 3, 4),
        ("form_language_unknown", "settings", 2, 1),
    ]


@pytest.mark.parametrize(
    ("heading", "advised"),
    [
        ("label::English (en)", "English (en)"),
        ("caption::English (en)", "English (en)"),
        ("media::image::English (en)", ""),
    ],
)
def test_languages_are_told_as_headings_write_them(make_workbook, heading, advised):
    survey = [("type", "name", heading), ("text", "a", "A")]
    data = make_workbook(survey, settings=[("default_language",), ("English",)])
    found = [one.advice for one in check_form(data, "f.xlsx") if "language" in one.code]
    assert [one.values["languages"] for one in found] == ([advised] if advised else [])


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
