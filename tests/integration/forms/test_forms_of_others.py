"""What people write wrong in forms: each is told with its cell, and with what they may have meant."""

import pytest
from openpyxl import Workbook

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

HEADER = (
    *("type", "name", "label", "relevant", "constraint", "calculation", "choice_filter"),
    *("default", "required", "repeat_count", "trigger"),
)
CHOICES = [("list_name", "name", "label"), ("yn", "1", "Yes"), ("yn", "2", "No")]
COLUMN = {name: place for place, name in enumerate(HEADER, start=1)}


def row(kind, name="", label="L", **cells):
    known = {"type": kind, "name": name, "label": label, **cells}
    return tuple(known.get(column, "") for column in HEADER)


A = row("text", "age")
REPEAT = [row("begin_repeat", "member"), row("integer", "years"), row("end_repeat")]
WRONG = {
    "a type with a slip": ([row("txet", "a")], "form_type_unknown", 2, "type", "text"),
    "a type in capitals": ([row("Integer", "a")], "form_type_unknown", 2, "type", "integer"),
    "a select with a slip": (
        [row("select_oen yn", "a")],
        "form_type_unknown",
        2,
        "type",
        "select_one yn",
    ),
    "a group with a slip": (
        [row("begin grup", "g"), A, row("end group")],
        "form_type_unknown",
        2,
        "type",
        "begin_group",
    ),
    "a select without list": ([row("select_one", "a")], "form_list_missing", 2, "type", ""),
    "a list that is not there": ([row("rank ynn", "a")], "form_list_unknown", 2, "type", ""),
    "a calculation without": ([row("calculate", "a", "")], "form_calculation_missing", 2, None, ""),
    "no label": ([row("text", "a", "")], "form_label_missing", 2, "label", ""),
    "a name in a label": (
        [A, row("text", "b", "Hi ${agee}")],
        "form_reference_unknown",
        3,
        "label",
        "age",
    ),
    "a name in a default": (
        [A, row("text", "b", default="${agee} + 1")],
        "form_reference_unknown",
        3,
        "default",
        "age",
    ),
    "a name in a count": (
        [row("begin_repeat", "m", repeat_count="${nn}"), A, row("end_repeat")],
        "form_reference_unknown",
        2,
        "repeat_count",
        "",
    ),
    "a name in a trigger": (
        [A, row("calculate", "b", "", calculation="1", trigger="${agee}")],
        "form_reference_unknown",
        3,
        "trigger",
        "age",
    ),
    "a function in capitals": (
        [row("text", "a", constraint="Selected(., '1')")],
        "form_function_unknown",
        2,
        "constraint",
        "selected()",
    ),
    "two equal signs": (
        [A, row("text", "b", relevant="${age} == 1")],
        "form_operator_unknown",
        3,
        "relevant",
        "=",
    ),
    "unequal as elsewhere": (
        [A, row("text", "b", relevant="${age} <> 1")],
        "form_operator_unknown",
        3,
        "relevant",
        "!=",
    ),
    "and as elsewhere": (
        [A, row("text", "b", relevant="${age} = 1 && ${age} = 2")],
        "form_operator_unknown",
        3,
        "relevant",
        "and",
    ),
    "full-width brackets": (
        [A, row("text", "b", relevant="selected（${age}, '1'）")],
        "form_character_unknown",
        3,
        "relevant",
        "(",
    ),
    "a bracket too many": (
        [row("text", "a", constraint=". > 1)")],
        "form_symbol_unexpected",
        2,
        "constraint",
        "",
    ),
    "an operand missing": (
        [row("text", "a", constraint=". > ")],
        "form_expression_unfinished",
        2,
        "constraint",
        "",
    ),
    "a list that instance() does not find": (
        [row("calculate", "a", "", calculation="instance('towns')/root/item[name = 'x']/label")],
        "form_list_unknown",
        2,
        "calculation",
        "csv-external",
    ),
    "a default that is worked out wrong": (
        [row("text", "a", default="concat(now(), nope())")],
        "form_function_unknown",
        2,
        "default",
        "",
    ),
    "a word as required": (
        [row("text", "a", required="maybe")],
        "form_required_unknown",
        2,
        "required",
        "",
    ),
    "a count of rows": (
        [row("begin_repeat", "m", repeat_count="last()"), A, row("end_repeat")],
        "form_function_unknown",
        2,
        "repeat_count",
        "",
    ),
    "a circle of relevance": (
        [row("begin_group", "g", relevant="${a} = 1"), row("text", "a"), row("end_group")],
        "form_cycle",
        3,
        "relevant",
        "",
    ),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_has_its_cell_and_an_advice(make_workbook, name):
    rows, code, number, column, advice = WRONG[name]
    (problem,) = check_form(make_workbook([HEADER, *rows], CHOICES), "f.xlsx")
    place = problem.place
    wanted = (code, "survey", number, COLUMN[column or "calculation"])
    assert (problem.code, place.sheet, place.row, place.column) == wanted
    assert problem.severity is Severity.ERROR
    assert advice in str(problem.advice)
    assert "{" not in str(problem.message).replace("${", "")


REMARKED = {
    "a question of a repeat as one value": (
        [*REPEAT, row("text", "b", relevant="${years} > 3")],
        "form_reference_repeated",
        5,
        "relevant",
    ),
    "a default that is no choice": (
        [row("select_one yn", "a", default="7")],
        "form_default_invalid",
        2,
        "default",
    ),
    "a default that is no number": (
        [row("integer", "a", default="abc")],
        "form_default_invalid",
        2,
        "default",
    ),
}


@pytest.mark.parametrize("name", list(REMARKED))
def test_what_is_odd_is_remarked_on_and_does_not_refuse(make_workbook, name):
    rows, code, number, column = REMARKED[name]
    data = make_workbook([HEADER, *rows], CHOICES)
    (problem,) = check_form(data, "f.xlsx")
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert (problem.place.row, problem.place.column) == (number, COLUMN[column])
    assert load_form(data, "f.xlsx").items


@pytest.mark.parametrize(
    "expression",
    [
        "sum(${years}) > 1",
        "count(${member}) > 1",
        "max(${years}) > 1",
        "${member}[1]/years > 1",
        "indexed-repeat(${years}, ${member}, 1) > 1",
    ],
)
def test_values_of_all_rows_or_of_a_picked_one_are_meant(make_workbook, expression):
    data = make_workbook([HEADER, *REPEAT, row("text", "b", relevant=expression)], CHOICES)
    assert check_form(data, "f.xlsx") == []


def test_all_wrong_cells_are_told_at_once(make_workbook):
    rows = [
        row("text", "a", constraint="nope(.)"),
        row("text", "b", relevant="${x} = 1"),
        row("txet", "c", "${y} ${z}", calculation="1 +"),
    ]
    problems = check_form(make_workbook([HEADER, *rows], CHOICES), "f.xlsx")
    assert [(one.code, one.place.row, one.place.column) for one in problems] == [
        ("form_function_unknown", 2, COLUMN["constraint"]),
        ("form_reference_unknown", 3, COLUMN["relevant"]),
        ("form_type_unknown", 4, COLUMN["type"]),
        ("form_reference_unknown", 4, COLUMN["label"]),
        ("form_reference_unknown", 4, COLUMN["label"]),
        ("form_expression_unfinished", 4, COLUMN["calculation"]),
    ]


SURVEY = [("type", "name", "label"), ("select_one yn", "a", "A")]
MULTIPLE = [("type", "name", "label"), ("select_multiple yn", "a", "A")]
SHEETS = {
    "a title over the header": (
        {"survey": [("My form", "", ""), *SURVEY]},
        ("form_column_missing", "survey", 1, 0),
    ),
    "no names": ({"survey": [("type", "label"), ("text", "A")]}, ("form_column_missing",) * 1),
    "no questions": ({"survey": SURVEY[:1]}, ("form_empty", "survey", 0, 0)),
    "another sheet": (
        {"questions": SURVEY, "choices": CHOICES},
        ("form_sheet_missing", "survey", 0, 0),
    ),
    "lists without their names": (
        {"survey": SURVEY, "choices": [("name", "label"), ("1", "Yes")]},
        ("form_column_missing", "choices", 1, 0),
    ),
    "lists under a name with a slip": (
        {"survey": SURVEY, "choices": [("listname", "name", "label"), ("yn", "1", "Yes")]},
        ("form_column_missing", "choices", 1, 1),
    ),
    "a choice twice": (
        {"survey": SURVEY, "choices": [*CHOICES, ("yn", "1", "Again")]},
        ("form_choice_twice", "choices", 4, 2),
    ),
    "a code with a blank": (
        {"survey": MULTIPLE, "choices": [*CHOICES, ("yn", "a b", "Again")]},
        ("form_choice_blank", "choices", 4, 2),
    ),
    "a name in the label of a choice": (
        {"survey": SURVEY, "choices": [*CHOICES, ("yn", "3", "${b}")]},
        ("form_reference_unknown", "choices", 4, 3),
    ),
    "a column with a slip": (
        {"survey": [("type", "name", "label", "relevent"), ("text", "a", "A", "1 = 1")]},
        ("form_column_unknown", "survey", 1, 4),
    ),
    "a setting with a slip": (
        {"survey": SURVEY, "choices": CHOICES, "settings": [("form_titel",), ("T",)]},
        ("form_column_unknown", "settings", 1, 1),
    ),
    "the name of an entry": (
        {
            "survey": SURVEY,
            "choices": CHOICES,
            "settings": [("form_title", "instance_name"), ("T", "nope(${a})")],
        },
        ("form_function_unknown", "settings", 2, 2),
    ),
}


@pytest.fixture
def book(tmp_path):
    def made(sheets):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for cells in rows:
                sheet.append(cells)
        path = tmp_path / "book.xlsx"
        workbook.save(path)
        return path.read_bytes()

    return made


@pytest.mark.parametrize("name", list(SHEETS))
def test_sheets_and_columns_that_are_wrong_are_named(book, name):
    sheets, wanted = SHEETS[name]
    (problem,) = check_form(book(sheets), "f.xlsx")
    place = problem.place
    assert (problem.code, place.sheet, place.row, place.column)[: len(wanted)] == wanted


def test_blank_rows_and_rows_put_aside_do_not_shift_the_count(book):
    survey = [
        ("type", "name", "label", "disabled"),
        (),
        ("text", "a", "A", ""),
        ("nope", "b", "B", "yes"),
        (),
        ("nope", "c", "C", ""),
    ]
    (problem,) = check_form(book({"survey": survey}), "f.xlsx")
    assert (problem.code, problem.place.row) == ("form_type_unknown", 6)


@pytest.mark.parametrize(
    "kind",
    [
        *("select one from file a.csv", "select multiple from file a.csv", "select  one   yn"),
        *("select_one yn or specify other", "select all that apply from yn", "select1 yn"),
        *("add photo prompt", "q int", "osm yn", "background-audio"),
    ],
)
def test_old_and_rare_spellings_of_types_are_no_slips(make_workbook, kind):
    data = make_workbook([HEADER, row(kind, "q")], CHOICES)
    assert [one.code for one in check_form(data, "f.xlsx") if one.severity is Severity.ERROR] == []


def test_blanks_within_a_type_do_not_matter(make_workbook):
    rows = [row("begin  group", "g"), row("text", "a"), row("end   group")]
    assert check_form(make_workbook([HEADER, *rows], CHOICES), "f.xlsx") == []


def test_choices_may_stand_twice_where_the_settings_say_so(book):
    settings = [("allow_choice_duplicates",), ("yes",)]
    choices = [*CHOICES, ("yn", "1", "Again")]
    data = book({"survey": SURVEY, "choices": choices, "settings": settings})
    assert check_form(data, "f.xlsx") == []


def test_advice_reads_in_english_too(make_workbook, locale_folder):
    use_language("en", locale_folder)
    (problem,) = check_form(make_workbook([HEADER, row("txet", "a")], CHOICES), "f.xlsx")
    assert str(problem.message) == 'There is no question type "txet".'
    assert str(problem.advice) == 'Did you mean "text"?'
